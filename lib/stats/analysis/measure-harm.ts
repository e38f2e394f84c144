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
  /**
   * Scenarios in which some treated run did harm that its control did not, with the same bound over scenarios. `added` holds for these
   * scenarios under new seeds, however unlike they are among themselves (Hoeffding 1956); this one for scenarios like them.
   */
  byScenario: { count: number; high: number } | null;
  /** Treated runs of the pairs with added harm. */
  addedIds: string[];
  rowIds: string[];
}

export function measureHarm(pairs: readonly RunPair[], rules: AnalysisRules): HarmEffect {
  const { table, blocks, independent, mcNemar } = tabulateOutcome(pairs, ({ harmful }) => harmful);
  const n = pairs.length;
  const arm = (count: number) => {
    if (n === 0) return null;
    const interval = clopperPearsonInterval((count * blocks) / n, blocks, rules.level);
    return { count, rate: count / n, interval };
  };
  const boundOf = (events: number, of: number) =>
    clopperPearsonInterval(events, of, 1 - 2 * rules.harm.alpha);
  const { low, high } = boundOf(independent.onlyFirst, blocks);
  const scenariosOf = (some: readonly RunPair[]) => new Set(some.map(({ scenarioId }) => scenarioId)).size;
  const adding = pairs.filter(({ treated, control }) => treated.harmful && !control.harmful);
  const [scenarios, harmed] = [scenariosOf(pairs), scenariosOf(adding)];
  return {
    pairs: n,
    scenarios,
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
    byScenario: n === 0 ? null : { count: harmed, high: boundOf(harmed, scenarios).high },
    addedIds: adding.map(({ treated }) => treated.id),
    rowIds: pairs.flatMap(({ treated, control }) => [treated.id, control.id]),
  };
}
