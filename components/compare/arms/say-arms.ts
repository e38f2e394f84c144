import { intervalText } from '#components/experiments/figures.ts';
import { plural } from '#components/ui/format.ts';
import type { ComparedArms } from '#lib/protocol/compared-arms.ts';
import { nameArmInSentence } from '#lib/protocol/arm-names.ts';
import { withMinus } from '#lib/stats/analysis/figure-texts.ts';
import type { Interval } from '#lib/stats/interval.ts';
import { meanInterval, meanOf } from '#lib/stats/mean-interval.ts';
import { pairArms } from './pair-arms.ts';
import { amount } from './amount.ts';
import { FEWEST_INCIDENTS } from './prepare-arms.ts';
import type { ArmGroup } from './split-arms.ts';

/** What can be said of whole arms, and how sure it is. */
export interface ArmsConclusion {
  headline: string;
  certainty: string;
  warnings: string[];
}

/** Below six pairs nothing can be significant at 5 %. */
const FEWEST = 6;

/** The first two arms, pair by pair on the same incident and seed. Success outranks calls. */
export function sayArms(compared: ComparedArms, group: ArmGroup = 'benefit'): ArmsConclusion {
  const { rows, experiment, atWork } = compared;
  const [treated, control] = compared.arms.map((arm) => ({ name: nameArmInSentence(arm) }));
  const broken = rows.filter(({ infrastructureError }) => infrastructureError).length;
  const missing = experiment ? experiment.runs.planned - experiment.runs.done : atWork;
  const warnings = [
    ...(missing > 0
      ? [
          `${plural(missing, 'run')} ${missing === 1 ? 'is' : 'are'} still to come: these are the figures so far, not for stopping.`,
        ]
      : []),
    ...(broken > 0
      ? [`${plural(broken, 'run')} ended by infrastructure ${broken === 1 ? 'is' : 'are'} left out.`]
      : []),
  ];
  if (!treated || !control)
    return {
      headline: treated
        ? `All runs are of one arm, ${treated.name}: there is nothing to compare it with.`
        : 'No run has ended yet.',
      certainty: 'Choose runs with and without the skill.',
      warnings,
    };
  // Two pages must not say two numbers: where the declared analysis has spoken, it speaks here, too.
  if (experiment?.verdict && group === 'benefit')
    return {
      headline: withMinus(experiment.verdict.sentence),
      certainty:
        'The experiment’s own analysis, over the incidents where the skill should help. Its three gates stand on its own page.',
      warnings,
    };
  const pairs = pairArms(compared);
  if (pairs.length === 0)
    return {
      headline: `The two arms, ${treated.name} and ${control.name}, have no incident and seed in common yet, so their difference would mix the skill with the incident.`,
      certainty: 'Only runs on the same incident and seed can be compared.',
      warnings,
    };
  const incidents = [...Map.groupBy(pairs, ({ left }) => left.scenarioId).values()];
  const gains = incidents.map((own) => own.map(({ left, right }) => right.calls - left.calls));
  const { mean, interval } = meanInterval(gains.length > 1 ? gains.map(meanOf) : gains.flat());
  const spread = gains.length >= FEWEST_INCIDENTS && interval?.low !== interval?.high;
  const alike = new Set(gains.flat()).size === 1;
  const sure = spread || alike ? interval : null;
  const solved = (side: 'left' | 'right') => pairs.filter((pair) => pair[side].verified).length;
  const on = `On ${plural(pairs.length, 'pair')} of the same incident and seed`;
  const calls = sayCalls(mean ?? 0, sure);
  const [a, b] = [solved('left'), solved('right')];
  const headline =
    a === b
      ? `${on}, ${treated.name} took ${calls} ${control.name}; both were verified in ${a} of ${pairs.length}.`
      : `${on}, ${treated.name} was verified in ${a} of ${pairs.length} and ${control.name} in ${b}: that outranks the calls, of which ${treated.name} took ${calls} ${control.name}.`;
  return { headline, certainty: certaintyOf(pairs.length, incidents.length), warnings };
}

/** "3 calls fewer on average (95 %: 1.2 to 4.8) than" */
function sayCalls(saved: number, interval: Interval | null): string {
  if (saved === 0) return 'as many calls on average as';
  const ends = saved > 0 || !interval ? interval : { ...interval, low: -interval.high, high: -interval.low };
  const number = amount(Math.abs(saved));
  const size = `${number} ${number === '1' ? 'call' : 'calls'} ${saved > 0 ? 'fewer' : 'more'}`;
  // All alike: an interval without width would look like certainty.
  if (ends && ends.low === ends.high) return `${size} every time than`;
  return `${size} on average${ends ? ` ${intervalText(ends, amount)}` : ''} than`;
}

function certaintyOf(pairs: number, incidents: number): string {
  const unit =
    incidents >= FEWEST_INCIDENTS
      ? `The interval is over the means of ${incidents} incidents.`
      : `${plural(incidents, 'incident')} alone: too few for an interval, and nothing is said about others.`;
  const few = pairs < FEWEST ? ` Fewer than ${FEWEST} pairs can never be significant at 5 %.` : '';
  return `${unit}${few} The verdict of an experiment, with its three gates, stands on its own page.`;
}
