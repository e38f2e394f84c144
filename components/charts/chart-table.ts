/** What a chart shows, as rows: its table view and its CSV are made from the same cells. */
export interface ChartTable {
  columns: readonly { head: string; numeric?: boolean }[];
  rows: readonly ChartTableRow[];
}

export interface ChartTableRow {
  id: string;
  /** null is "no data", never 0. */
  cells: readonly (string | number | null)[];
  /** Key of what stands behind the row (find-evidence.ts). */
  evidence?: string | undefined;
}

/** For a spreadsheet. `note` becomes a column of its own, so that no row travels without it. */
export function chartTableCsv({ columns, rows }: ChartTable, note: string | null): string {
  const head = [...columns.map((column) => column.head), ...(note ? ['note'] : [])];
  const lines = rows.map(({ cells }) => [...cells, ...(note ? [note] : [])]);
  return [head, ...lines].map((line) => line.map(csvCell).join(',')).join('\n');
}

/** Quoted where commas or breaks need it; a leading sign of a text is defused, since a title may come from anybody. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
