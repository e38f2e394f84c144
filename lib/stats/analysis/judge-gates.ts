import type { AnalysisRules } from './analysis-rules.ts';
import type { HarmEffect } from './measure-harm.ts';
import type { RatioEffect } from './measure-ratio.ts';
import type { SuccessEffect } from './measure-success.ts';
import { armName, counted, intervalWords, points, sharePercent, signedPercent } from './words.ts';

export const GATES = ['success', 'calls', 'harm'] as const;

/** `pass` shown to hold · `fail` shown not to hold · `open` neither. */
export interface Gate {
  id: (typeof GATES)[number];
  title: string;
  state: 'pass' | 'fail' | 'open';
  /** What was required and what was found, one sentence. */
  says: string;
}

const stateOf = (holds: boolean, fails: boolean): Gate['state'] => {
  if (holds) return 'pass';
  return fails ? 'fail' : 'open';
};

/** Success is shown to be lower: the whole interval lies below 0. */
export const successIsWorse = ({ interval }: SuccessEffect): boolean =>
  interval !== null && interval.high < 0;

/** More harm is shown: the interval of the difference lies above 0, and the exact test agrees. */
export const harmIsWorse = ({ difference, mcNemar }: HarmEffect, rules: AnalysisRules): boolean =>
  difference !== null && difference.interval.low > 0 && mcNemar.p <= rules.harm.alpha;

/** What is as much more as the least reduction is less, a share: 10 % fewer one way is 11.1 % more the other. */
export const leastIncrease = ({ calls }: Pick<AnalysisRules, 'calls'>): number =>
  1 / (1 - calls.leastReduction) - 1;

/** Calls are shown to rise, by no less than what would count as help the other way round. */
export const callsAreWorse = (
  { estimate: { mean, interval } }: RatioEffect,
  { calls }: AnalysisRules,
): boolean =>
  mean !== null && interval !== null && interval.low > 0 && mean >= -Math.log1p(-calls.leastReduction);

/** "5 points": how much lower success may be. */
export const pointsLower = (margin: number, limit: number = 0): string =>
  points(margin, limit).replace('+', '');
const among = ({ pairs, scenarios }: { pairs: number; scenarios: number }): string =>
  scenarios < pairs ? ` of ${counted(scenarios, 'scenario')}` : '';

/** Gate 1: not less successful by the margin or more, at one-sided alpha. */
export function successGate(effect: SuccessEffect, rules: AnalysisRules): Gate {
  const { nonInferiority: bound, estimate } = effect;
  const { margin } = rules.success;
  const holds = bound !== null && bound.low > -margin;
  const write = (rate: number) => points(rate, -margin);
  return {
    id: 'success',
    title: `Success at most ${pointsLower(margin)} lower`,
    state: stateOf(holds, successIsWorse(effect)),
    says:
      bound === null || estimate.mean === null
        ? 'Verified success was not compared: too few pairs.'
        : `Verified success changes by ${points(estimate.mean)} (${intervalWords(bound, write)}) over ${counted(effect.pairs, 'pair')}${among(effect)}; its low end must stay above ${points(-margin)}.`,
  };
}

/** Gate 2: fewer calls, beyond chance and by an amount that matters. */
export function callsGate(effect: RatioEffect, rules: AnalysisRules): Gate {
  const { estimate, percent, percentInterval } = effect;
  const least = Math.log1p(-rules.calls.leastReduction);
  const { mean, interval } = estimate;
  const required = -100 * rules.calls.leastReduction;
  const holds = mean !== null && interval !== null && interval.high < 0 && mean <= least;
  return {
    id: 'calls',
    title: 'Fewer calls',
    state: stateOf(holds, interval !== null && interval.low > least),
    says:
      percent === null || percentInterval === null
        ? 'Calls were not compared: too few pairs.'
        : `Total calls change by ${signedPercent(percent, required)} (${intervalWords(percentInterval, signedPercent)}); required: the interval excludes 0 and at least ${sharePercent(rules.calls.leastReduction)} fewer.`,
  };
}

/** Gate 3: little harm that the control did not do too. */
export function harmGate(effect: HarmEffect, rules: AnalysisRules, treated: string): Gate {
  const { added, pairs } = effect;
  const { most } = rules.harm;
  const share = (rate: number) => sharePercent(rate, most);
  return {
    id: 'harm',
    title: 'No added harm',
    state: stateOf(
      added !== null && added.high <= most,
      added !== null && (added.low > most || harmIsWorse(effect, rules)),
    ),
    says:
      added === null
        ? 'Harm was not measured: no pairs on negative twins, no-ops or unrelated incidents.'
        : `Only the run with ${armName(treated)} did harm in ${added.count} of ${counted(pairs, 'pair')}${among(effect)} (${share(added.rate)}, at most ${share(added.high)} at ${sharePercent(1 - rules.harm.alpha)} confidence); at most ${sharePercent(most)} is allowed.`,
  };
}
