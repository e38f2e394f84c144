import { intervalAt, meanOf, sumOf, type MeanEstimate } from './mean-interval.ts';

/** One cell of a crossed design: the mean difference of one scenario (row) under one distillation (column). */
export interface Cell {
  row: string;
  column: string;
  value: number;
}

/** Cluster-robust variance of a weighted sum: G/(G − 1) · Σ (cluster score)². */
function clusterVariance(scores: readonly { key: string; score: number }[]): number {
  const clusters = Map.groupBy(scores, ({ key }) => key);
  const g = clusters.size;
  const squares = [...clusters.values()].map((members) => sumOf(members.map(({ score }) => score)) ** 2);
  return (g / (g - 1)) * sumOf(squares);
}

/** Variance of the mean over rows, clustered by each source of noise and by both: what two-way clustering adds up. */
export function twoWayVariances(
  cells: readonly Cell[],
  mean: number,
): { byRow: number; byColumn: number; byCell: number } {
  const rows = Map.groupBy(cells, ({ row }) => row);
  const scored = cells.map((cell) => ({
    ...cell,
    score: (cell.value - mean) / rows.size / (rows.get(cell.row)?.length ?? 1),
  }));
  return {
    byRow: clusterVariance(scored.map(({ row, score }) => ({ key: row, score }))),
    byColumn: clusterVariance(scored.map(({ column, score }) => ({ key: column, score }))),
    byCell: clusterVariance(scored.map(({ row, column, score }) => ({ key: `${row} ${column}`, score }))),
  };
}

/**
 * Mean over rows (equal weight per row) whose noise has two sources: which scenarios and which distillations were drawn. Variance by
 * two-way clustering, V_rows + V_columns − V_cells (Cameron, Gelbach and Miller 2011), never below either one-way variance, with
 * t on min(rows, columns) − 1 degrees of freedom. Fewer than two rows or columns: no interval.
 */
export function twoWayMean(cells: readonly Cell[], level: number = 0.95): MeanEstimate {
  const rows = Map.groupBy(cells, ({ row }) => row);
  const columns = new Set(cells.map(({ column }) => column));
  const n = Math.min(rows.size, columns.size);
  const df = Math.max(0, n - 1);
  if (cells.length === 0) return { n: 0, mean: null, sd: null, se: null, df, interval: null };
  const mean = meanOf([...rows.values()].map((members) => meanOf(members.map(({ value }) => value))));
  if (n < 2) return { n, mean, sd: null, se: null, df, interval: null };
  const { byRow, byColumn, byCell } = twoWayVariances(cells, mean);
  const se = Math.sqrt(Math.max(byRow, byColumn, byRow + byColumn - byCell));
  return { n, mean, sd: se * Math.sqrt(n), se, df, interval: intervalAt({ mean, se, df }, level) };
}
