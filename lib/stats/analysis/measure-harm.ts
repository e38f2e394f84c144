import { clopperPearsonInterval } from '../clopper-pearson-interval.ts';
import type { Interval } from '../interval.ts';
import type { McNemarTest } from '../mcnemar-test.ts';
import type { PairedTable } from '../paired-table.ts';
import { tangoInterval } from '../tango-interval.ts';
import type { AnalysisRules } from './analysis-rules.ts';
import type { RunPair } from './pair-rows.ts';
import { tabulateOutcome } from './tabulate-outcome.ts';

export interface HarmEffect {
  pairs: number;
  scenarios: number;
  /** Different control runs behind the pairs: what the intervals count as independent. */
  blocks: number;
  table: PairedTable;
  /** Rate of harmful runs per arm with its exact interval; null without pairs. */
  treated: { count: number; rate: number; interval: Interval } | null;
  control: { count: number; rate: number; interval: Interval } | null;
  /** Treated − control, as a rate. */
  difference: { value: number; interval: Interval } | null;
  mcNemar: McNemarTest;
  /**
   * Pairs in which only the treated run did harm. Its rate bounds the difference from above, and unlike the treated arm's own rate it
   * does not blame the skill for harm that is done without it too. One-sided exact bounds at the rules' alpha.
   */
  added: { count: number; rate: number; low: number; high: number } | null;
  /** Treated runs of the pairs with added harm. */
  addedIds: string[];
  rowIds: string[];
}

/** Takes blocks as independent; runs of one scenario are alike, so the bound is optimistic where scenarios are few. */
export function measureHarm(pairs: readonly RunPair[], rules: AnalysisRules): HarmEffect {
  const { table, blocks, independent, mcNemar } = tabulateOutcome(pairs, ({ harmful }) => harmful);
  const n = pairs.length;
  const arm = (count: number) => {
    if (n === 0) return null;
    const interval = clopperPearsonInterval((count * blocks) / n, blocks, rules.level);
    return { count, rate: count / n, interval };
  };
  const { low, high } = clopperPearsonInterval(independent.onlyFirst, blocks, 1 - 2 * rules.harm.alpha);
  return {
    pairs: n,
    scenarios: new Set(pairs.map(({ scenarioId }) => scenarioId)).size,
    blocks,
    table,
    treated: arm(table.both + table.onlyFirst),
    control: arm(table.both + table.onlySecond),
    difference:
      n === 0
        ? null
        : {
            value: (table.onlyFirst - table.onlySecond) / n,
            interval: tangoInterval(independent, rules.level),
          },
    mcNemar,
    added: n === 0 ? null : { count: table.onlyFirst, rate: table.onlyFirst / n, low, high },
    addedIds: pairs
      .filter(({ treated, control }) => treated.harmful && !control.harmful)
      .map(({ treated }) => treated.id),
    rowIds: pairs.flatMap(({ treated, control }) => [treated.id, control.id]),
  };
}
