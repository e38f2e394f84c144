import type { ChartTable } from '#components/charts/chart-table.ts';
import { nameFamilies } from '#lib/protocol/family-names.ts';
import type { OverTimeBody, TransferCell } from '#lib/protocol/over-time.ts';
import { estimateOf, inUnit, round, writeOutcome, type Outcome } from './prepare-versions.ts';

export interface MatrixCell {
  key: string;
  cell: TransferCell;
  column: number;
  row: number;
  /** Estimate, interval and count; a dash where nothing was measured. */
  lines: string[];
  /** −1 … 1: how much better (negative: worse) it got; 0 where the interval holds no effect. */
  shade: number;
  label: string;
}

export const cellKey = ({ from, to }: Pick<TransferCell, 'from' | 'to'>): string => `${from}~${to}`;

/** Families that were measured come first, so that what is known is in sight before what is not. */
export function measuredFirst(transfer: OverTimeBody['transfer']): OverTimeBody['transfer'] {
  const measured = transfer.cells.filter(({ effect }) => effect);
  const [from, to] = [new Set(measured.map((cell) => cell.from)), new Set(measured.map((cell) => cell.to))];
  const first = (families: readonly string[], known: ReadonlySet<string>) =>
    families.toSorted((a, b) => Number(known.has(b)) - Number(known.has(a)));
  return { ...transfer, from: first(transfer.from, from), to: first(transfer.to, to) };
}

/** Cells of the matrix with their words; a colour only where the interval excludes no effect. */
export function prepareTransfer(
  { from, to, cells }: OverTimeBody['transfer'],
  outcome: Outcome,
): { cells: MatrixCell[]; table: ChartTable; measured: number } {
  const write = writeOutcome(outcome);
  const prepared = cells.map((cell): MatrixCell => {
    const place = { key: cellKey(cell), cell, row: from.indexOf(cell.from), column: to.indexOf(cell.to) };
    const pair = `learned from ${nameFamilies(cell.from)}, tested on ${nameFamilies(cell.to)}`;
    if (!cell.effect) {
      const label = `${pair}: not measured${cell.offer ? '; see the experiment that would' : ''}`;
      return { ...place, lines: ['–'], shade: 0, label };
    }
    const { value, low, high } = estimateOf(cell.effect, outcome);
    const isOne = cell.effect.scenarios === 1;
    const interval =
      low === null || high === null ? 'no interval' : `${short(write(low))} … ${short(write(high))}`;
    const other = estimateOf(cell.effect, outcome === 'calls' ? 'success' : 'calls').value;
    const beside =
      outcome === 'calls'
        ? `success ${writeOutcome('success')(other)}`
        : `calls ${writeOutcome('calls')(other)}`;
    return {
      ...place,
      lines: [write(value), isOne ? '1 incident' : interval, `n ${cell.effect.pairs}`],
      // One incident says nothing about others, however sure it is of itself.
      shade: isOne ? 0 : shadeOf(outcome, { value, low, high }),
      label: `${pair}: ${outcome} ${write(value)}, ${interval}, ${cell.effect.pairs} pairs on ${isOne ? 'one incident alone' : `${cell.effect.scenarios} incidents`}; ${beside}`,
    };
  });
  return { cells: prepared, table: tableOf(cells), measured: cells.filter(({ effect }) => effect).length };
}

const short = (text: string): string => text.replace(/ (%|points?)$/, '');

/** Fewer calls and more success are better. Full colour at half as many calls, or 50 points. */
function shadeOf(
  outcome: Outcome,
  { value, low, high }: { value: number; low: number | null; high: number | null },
): number {
  if (low === null || high === null || (low <= 0 && high >= 0)) return 0;
  const better = outcome === 'calls' ? -value / Math.log(2) : value / 0.5;
  return Math.max(-1, Math.min(1, better));
}

function tableOf(cells: readonly TransferCell[]): ChartTable {
  const figure = (outcome: Outcome, value: number | null) => round(inUnit(outcome, value));
  return {
    columns: [
      { head: 'learned from' },
      { head: 'tested on' },
      { head: 'calls, %', numeric: true },
      { head: 'calls, low', numeric: true },
      { head: 'calls, high', numeric: true },
      { head: 'success, points', numeric: true },
      { head: 'success, low', numeric: true },
      { head: 'success, high', numeric: true },
      { head: 'pairs', numeric: true },
      { head: 'incidents', numeric: true },
      { head: 'experiments' },
    ],
    rows: cells.map((cell) => {
      const { effect } = cell;
      const names = [nameFamilies(cell.from), nameFamilies(cell.to)];
      if (!effect)
        return {
          id: cellKey(cell),
          cells: [...names, null, null, null, null, null, null, 0, 0, 'not measured'],
        };
      const [calls, success] = [estimateOf(effect, 'calls'), estimateOf(effect, 'success')];
      return {
        id: cellKey(cell),
        cells: [
          ...names,
          figure('calls', calls.value),
          figure('calls', calls.low),
          figure('calls', calls.high),
          figure('success', success.value),
          figure('success', success.low),
          figure('success', success.high),
          effect.pairs,
          effect.scenarios,
          effect.experiments.join(' '),
        ],
      };
    }),
  };
}
