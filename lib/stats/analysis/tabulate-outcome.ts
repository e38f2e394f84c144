import { mcNemarTest, type McNemarTest } from '../mcnemar-test.ts';
import { tabulatePairs, type PairedTable } from '../paired-table.ts';
import type { RunPair } from './pair-rows.ts';
import type { RunRow } from './run-row.ts';

/** A yes/no outcome over pairs. */
export interface TabulatedOutcome {
  /** Pairs as they are. */
  table: PairedTable;
  /** Different control runs behind them. */
  blocks: number;
  /**
   * The table scaled to `blocks`: where several distillations share a control run, their pairs are not independent, and counted as such
   * they would make any interval too short. The same as `table` when nothing is shared.
   */
  independent: PairedTable;
  /** On the scaled counts, rounded against a finding. */
  mcNemar: McNemarTest;
}

export function tabulateOutcome(
  pairs: readonly RunPair[],
  outcomeOf: (row: RunRow) => boolean,
): TabulatedOutcome {
  const table = tabulatePairs(
    pairs.map(({ treated, control }) => ({ first: outcomeOf(treated), second: outcomeOf(control) })),
  );
  const blocks = new Set(pairs.map(({ control }) => control.id)).size;
  const factor = pairs.length === 0 ? 1 : blocks / pairs.length;
  const { onlyFirst, onlySecond } = table;
  const [more, fewer] = [Math.max(onlyFirst, onlySecond), Math.min(onlyFirst, onlySecond)];
  const cautious = { more: Math.floor(more * factor), fewer: Math.ceil(fewer * factor) };
  return {
    table,
    blocks,
    independent: {
      both: table.both * factor,
      onlyFirst: onlyFirst * factor,
      onlySecond: onlySecond * factor,
      neither: table.neither * factor,
    },
    mcNemar:
      onlyFirst >= onlySecond
        ? mcNemarTest(cautious.more, cautious.fewer)
        : mcNemarTest(cautious.fewer, cautious.more),
  };
}
