import { equivalenceTest, type EquivalenceTest } from '../equivalence-test.ts';
import type { Interval } from '../interval.ts';
import type { MeanEstimate } from '../mean-interval.ts';
import { percentChange, percentInterval } from '../percent-change.ts';
import type { AnalysisRules, RatioOutcome } from './analysis-rules.ts';
import type { RunPair } from './pair-rows.ts';
import { estimateUnits, toUnits, type PairedUnit, type UnitKind } from './paired-units.ts';
import type { RunRow } from './run-row.ts';

/** What a run that was not verified counts as. */
export type FailureRule = 'at_cap' | 'as_observed';

/** The change of a positive outcome, treated / control, as the mean of scenario means of log ratios. */
export interface RatioEffect {
  outcome: RatioOutcome;
  failures: FailureRule;
  /** Added to both sides before the logarithm; 0 unless a value is 0, then half of the smallest positive one. */
  offset: number;
  units: PairedUnit[];
  /** On the log scale. */
  estimate: MeanEstimate;
  /** In percent: −20 is a fifth less. Null without pairs. */
  percent: number | null;
  percentInterval: Interval | null;
  /** Two one-sided tests against the rules' margins, on the log scale. */
  equivalence: EquivalenceTest;
  /** Treated runs of pairs in which one side has no value. */
  withoutValue: string[];
}

const CAPPED = new Set<RatioOutcome>(['calls', 'devopsCalls']);

/** Calls of runs that failed count as the cap; everything else is what was observed. */
export const failureRuleOf = (outcome: RatioOutcome): FailureRule =>
  CAPPED.has(outcome) ? 'at_cap' : 'as_observed';

function valueOf(row: RunRow, outcome: RatioOutcome, failures: FailureRule, cap: number): number | null {
  const value = row[outcome];
  return failures === 'at_cap' && !row.verified && value !== null ? Math.max(value, cap) : value;
}

export function measureRatio(
  pairs: readonly RunPair[],
  outcome: RatioOutcome,
  rules: AnalysisRules,
  kind: UnitKind,
  failures: FailureRule = failureRuleOf(outcome),
): RatioEffect {
  const read = (row: RunRow) => valueOf(row, outcome, failures, rules.callsOfFailure);
  const values = pairs.flatMap(({ treated, control }) => [read(treated), read(control)]);
  const smallest = values.reduce<number>(
    (least, value) => (value !== null && value > 0 ? Math.min(least, value) : least),
    Infinity,
  );
  const offset = values.some((value) => value !== null && value <= 0) ? smallest / 2 : 0;
  const logRatio = ({ treated, control }: RunPair) => {
    const [above, below] = [read(treated), read(control)];
    if (above === null || below === null || !Number.isFinite(smallest)) return null;
    return Math.log((Math.max(0, above) + offset) / (Math.max(0, below) + offset));
  };
  const { units, withoutValue } = toUnits(pairs, kind, logRatio, rules.level);
  const estimate = estimateUnits(units, kind, rules.level);
  const { calls: margin, alpha } = rules.equivalence;
  return {
    outcome,
    failures,
    offset: Number.isFinite(offset) ? offset : 0,
    units,
    estimate,
    percent: estimate.mean === null ? null : percentChange(estimate.mean),
    percentInterval: estimate.interval && percentInterval(estimate.interval),
    equivalence: equivalenceTest(estimate, { low: Math.log1p(-margin), high: Math.log1p(margin) }, alpha),
    withoutValue,
  };
}
