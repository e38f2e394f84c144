import type { ContrastResult } from '#lib/stats/analyse-paired.ts';
import { OUTCOME_WORDS } from '#lib/stats/analysis/codes-in-words.ts';
import {
  logRatioText,
  percentText,
  pointsText,
  rateText,
  withMinus,
} from '#lib/stats/analysis/figure-texts.ts';
import type { RatioEffect } from '#lib/stats/analysis/measure-ratio.ts';
import type { PairedUnit } from '#lib/stats/analysis/paired-units.ts';
import type { ShownTests } from '#lib/stats/analysis/shown-tests.ts';
import type { MethodId } from '#lib/stats/method-notes.ts';
import { counted } from '#lib/stats/analysis/words.ts';
import { meanInterval, type MeanEstimate } from '#lib/stats/mean-interval.ts';
import { intervalText, pText } from '../figures.ts';
import { idsOf, namesOf, spreadOf, type Evidence } from './evidence.ts';

const precise = (value: number | null): string =>
  value === null ? 'unknown' : withMinus(String(Number(value.toPrecision(3))));
function testWords({ main, signFlip, wilcoxon }: ShownTests): string {
  if (!signFlip) return `Beside it: the t test of the two-way interval, ${pText(main.p)}.`;
  const flips = `sign-flip ${pText(signFlip.p)} (${signFlip.method}, ${signFlip.patterns} patterns)`;
  return `Beside it: ${flips}${wilcoxon ? `, Wilcoxon ${pText(wilcoxon.p)}` : ''}.`;
}
/** A figure that counts pairs must not pass for one over the scenarios that a claim is about. */
const overPairs = ({ unit }: ContrastResult): string =>
  unit === 'pair' ? '' : ', counting pairs, so for these scenarios with new seeds only';
const testMethods = ({ signFlip, wilcoxon }: ShownTests): MethodId[] => [
  ...(signFlip ? (['sign_flip'] as const) : []),
  ...(wilcoxon ? (['wilcoxon'] as const) : []),
];

export function successEvidence(contrast: ContrastResult): Evidence {
  const { success, successTests } = contrast;
  const { both, onlyFirst, onlySecond, neither } = success.table;
  return {
    title: `Verified success, ${namesOf(contrast)}`,
    value: `${pointsText(success.estimate.mean)} ${intervalText(success.interval, pointsText)}`,
    says: [
      `${counted(success.pairs, 'pair')}: both verified ${both}, only the first ${onlyFirst}, only the second ${onlySecond}, neither ${neither}.`,
      `Alternatives${overPairs(contrast)}: Tango ${intervalText(success.tango, pointsText)}, Newcombe ${intervalText(success.newcombe, pointsText)}; McNemar ${pText(success.mcNemar.p)}.`,
      testWords(successTests),
    ],
    methods: [success.method, spreadOf(contrast), 'newcombe', 'mcnemar', ...testMethods(successTests)],
    rowIds: idsOf(success.units),
  };
}

export function ratioEvidence(
  contrast: ContrastResult,
  effect: RatioEffect,
  tests: ShownTests | null,
): Evidence {
  const failures =
    effect.failures === 'at_cap'
      ? 'A run that was not verified counts as the cap, so that giving up early does not look quick.'
      : 'Every run counts as observed, verified or not.';
  return {
    title: `${OUTCOME_WORDS[effect.outcome]}, ${namesOf(contrast)}`,
    value: `${percentText(effect.percent)} ${intervalText(effect.percentInterval, percentText)}`,
    says: [
      `${counted(effect.estimate.n, 'independent unit')}; mean log ratio ${precise(effect.estimate.mean)}, standard error ${precise(effect.estimate.se)}.`,
      failures,
      ...(tests ? [testWords(tests)] : []),
      ...(effect.withoutValue.length > 0
        ? [
            `${counted(effect.withoutValue.length, 'pair')} without a value on one side left out${effect.outcome === 'ticksToMitigate' ? ': a run that never mitigated has none, so this speaks of pairs in which both did' : ''}.`,
          ]
        : []),
    ],
    methods: ['log_ratio', spreadOf(contrast), ...(tests ? testMethods(tests) : []), 'tost'],
    rowIds: idsOf(effect.units),
  };
}

export function harmEvidence(contrast: ContrastResult): Evidence | null {
  const { harm } = contrast;
  if (!harm.added) return null;
  return {
    title: `Added harm, ${namesOf(contrast)}`,
    value: `${harm.added.count} of ${counted(harm.pairs, 'pair')}, at most ${rateText(harm.added.high)}`,
    says: [
      'Pairs on negative twins, no-ops and unrelated incidents in which only the first arm’s run did harm; the bound is exact and one-sided.',
      `Harmful runs${overPairs(contrast)}: ${harm.treated?.count ?? 0} with the first, ${harm.control?.count ?? 0} with the second; difference ${pointsText(harm.difference?.value ?? null)} ${intervalText(harm.difference?.interval ?? null, pointsText)}, McNemar ${pText(harm.mcNemar.p)}.`,
      ...(harm.added.count === 0 ? ['No event: the bound is the rule of three.'] : []),
      ...(harm.byScenario
        ? [
            `The bound is for new seeds of these scenarios, averaged over them. Harm was added in ${harm.byScenario.count} of ${counted(harm.scenarios, 'scenario')}: of other scenarios like them it may be in up to ${rateText(harm.byScenario.high)}.`,
          ]
        : []),
    ],
    methods: [
      'clopper_pearson',
      ...(harm.added.count === 0 ? (['rule_of_three'] as const) : []),
      'tango',
      'mcnemar',
    ],
    rowIds: harm.rowIds,
  };
}

export function scenarioEvidence(
  contrast: ContrastResult,
  [outcome, scenarioId]: readonly string[],
): Evidence | null {
  const effect = outcome === 'success' ? contrast.success : contrast.calls;
  const units = effect.units.filter((unit) => unit.scenarioId === scenarioId);
  if (units.length === 0) return null;
  const write = outcome === 'success' ? pointsText : logRatioText;
  const pairs = units.flatMap((unit) => unit.pairs);
  const own = ownEffect(units);
  return {
    title: namesOf(contrast),
    scenarioId: units[0]?.scenarioId ?? '',
    value: `${write(own.mean)}${own.interval ? ` ${intervalText(own.interval, write)}` : ''}`,
    says: [
      units.some(({ distillationId }) => distillationId !== null)
        ? `Learning by learning, means over seeds: ${units.map(({ distillationId, value }) => `${distillationId ?? 'none'} ${write(value)}`).join(', ')}.`
        : `Pair by pair: ${pairs.map(({ seed, value }) => `seed ${seed} ${write(value)}`).join(', ')}.`,
      own.interval
        ? `The interval is over ${counted(own.n, units.length > 1 ? 'unit' : 'pair')} of this scenario alone.`
        : 'One pair says nothing of its own spread.',
    ],
    methods:
      outcome === 'success'
        ? [units.length > 1 ? 't_on_scenarios' : 'tango']
        : ['log_ratio', 't_on_scenarios'],
    rowIds: idsOf(units),
  };
}

/** As the forest shows it: over the scenario's pairs, or over its units where learnings were drawn, too. */
function ownEffect(units: readonly PairedUnit[]): MeanEstimate {
  const [only] = units;
  if (only && units.length === 1) return only.own;
  const level = units.find(({ own }) => own.interval)?.own.interval?.level;
  const values = units.map(({ value }) => value);
  return level === undefined ? meanInterval(values) : meanInterval(values, level);
}
