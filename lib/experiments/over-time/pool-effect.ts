import type { DigestPairs, Effect } from '#lib/protocol/over-time.ts';
import { envelope, within } from '#lib/stats/interval.ts';
import { intervalAt, meanInterval, meanOf, sumOf } from '#lib/stats/mean-interval.ts';
import type { PairedTable } from '#lib/stats/paired-table.ts';
import { tableSize } from '#lib/stats/paired-table.ts';
import { tangoInterval } from '#lib/stats/tango-interval.ts';

/** Pairs of one scenario with the experiment that they are from. */
export interface MeasuredPairs extends DigestPairs {
  experimentId: string;
}

/** One scenario over all experiments that tested it: means weighted by pairs, squares about the new mean. */
export interface PooledScenario {
  scenarioId: string;
  pairs: number;
  /** Different control runs behind the pairs. */
  blocks: number;
  logRatio: number;
  squares: number;
  calls: { treated: number; control: number };
  table: PairedTable;
}

export function poolScenarios(measured: readonly MeasuredPairs[]): PooledScenario[] {
  return [...Map.groupBy(measured, ({ scenarioId }) => scenarioId)].map(([scenarioId, parts]) => {
    const pairs = sumOf(parts.map((part) => part.pairs));
    const mean = (read: (part: MeasuredPairs) => number) =>
      sumOf(parts.map((part) => read(part) * part.pairs)) / pairs;
    const count = (key: keyof PairedTable) => sumOf(parts.map(({ table }) => table[key]));
    const logRatio = mean((part) => part.logRatio);
    return {
      scenarioId,
      pairs,
      blocks: blocksOf(parts),
      logRatio,
      squares: sumOf(parts.map((part) => part.squares + part.pairs * (part.logRatio - logRatio) ** 2)),
      calls: { treated: mean(({ calls }) => calls.treated), control: mean(({ calls }) => calls.control) },
      table: {
        both: count('both'),
        onlyFirst: count('onlyFirst'),
        onlySecond: count('onlySecond'),
        neither: count('neither'),
      },
    };
  });
}

/** Arms of one experiment share its control runs as learnings do, so each experiment's are counted once. */
function blocksOf(parts: readonly MeasuredPairs[]): number {
  const shared = Map.groupBy(parts, ({ experimentId, control }) => JSON.stringify([experimentId, control]));
  return sumOf([...shared.values()].map((group) => Math.max(...group.map(({ blocks }) => blocks))));
}

/** The table counted as so many pairs as there are control runs. */
function independent({ table, blocks, pairs }: PooledScenario): PairedTable {
  const factor = blocks / pairs;
  return {
    both: table.both * factor,
    onlyFirst: table.onlyFirst * factor,
    onlySecond: table.onlySecond * factor,
    neither: table.neither * factor,
  };
}

/**
 * The effect over scenarios, each counted once however many pairs it has: t on scenario means, and for success the envelope of that and
 * Tango's on pairs, as in an experiment's own analysis (docs/statistics.md). A single scenario has an interval over its pairs, which
 * says nothing about others. The skills tested are taken as given: that another learning would write another is not in the
 * intervals. Null without pairs.
 */
export function poolEffect(measured: readonly MeasuredPairs[], level: number): Effect | null {
  const scenarios = poolScenarios(measured);
  const [only] = scenarios;
  if (!only) return null;
  const isOne = scenarios.length === 1;
  const calls = isOne ? overPairs(only) : meanInterval(scenarios.map(({ logRatio }) => logRatio));
  const differences = scenarios.map(({ table }) => (table.onlyFirst - table.onlySecond) / tableSize(table));
  const tango = tangoInterval(sumTables(scenarios.map(independent)), level);
  const success = isOne
    ? tango
    : within(envelope(intervalAt(meanInterval(differences), level), tango), -1, 1);
  return {
    scenarios: scenarios.length,
    pairs: sumOf(scenarios.map(({ pairs }) => pairs)),
    experiments: [...new Set(measured.map(({ experimentId }) => experimentId))],
    calls: {
      logRatio: calls.mean ?? 0,
      interval: ends(intervalAt(calls, level)),
      over: isOne ? 'pairs' : 'scenarios',
    },
    success: { difference: meanOf(differences), interval: ends(success) },
  };
}

const ends = (interval: { low: number; high: number } | null) =>
  interval && { low: interval.low, high: interval.high };

function overPairs({ pairs, blocks, logRatio, squares }: PooledScenario) {
  const df = blocks - 1;
  return { mean: logRatio, df, se: df < 1 ? null : Math.sqrt(squares / (pairs - 1) / blocks) };
}

export function sumTables(tables: readonly PairedTable[]): PairedTable {
  const count = (key: keyof PairedTable) => sumOf(tables.map((table) => table[key]));
  return {
    both: count('both'),
    onlyFirst: count('onlyFirst'),
    onlySecond: count('onlySecond'),
    neither: count('neither'),
  };
}
