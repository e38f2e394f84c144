import type { ChartTable } from '#components/charts/chart-table.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';

/** Runs as a table for a file: what the page shows of each, and what it counts. */
export function rowsTable(
  rows: readonly ExperimentRow[],
  titleOf: (scenarioId: string) => string,
): ChartTable {
  return {
    columns: [
      { head: 'run' },
      { head: 'incident' },
      { head: 'seed', numeric: true },
      { head: 'arm' },
      { head: 'verdict' },
      { head: 'calls', numeric: true },
      { head: 'DevOps calls', numeric: true },
      { head: 'skill calls', numeric: true },
      { head: 'tokens', numeric: true },
    ],
    rows: rows.map((row) => ({
      id: row.id,
      cells: [
        row.id,
        titleOf(row.scenarioId),
        row.seed,
        row.arm,
        verdictOf(row),
        row.calls,
        row.devopsCalls,
        row.skillCalls,
        row.tokens,
      ],
    })),
  };
}

export function verdictOf(row: ExperimentRow): string {
  if (row.infrastructureError) return 'no result';
  if (row.harmful) return 'harmful';
  return row.verified ? 'verified' : 'not verified';
}
