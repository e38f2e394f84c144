/** What a chart shows, as rows: its table view and its CSV are made from the same cells. */
export interface ChartTable {
  columns: readonly { head: string; numeric?: boolean }[];
  rows: readonly ChartTableRow[];
  /** Columns of exports alone, the same in every row: which model, which experiment. */
  constants?: readonly { head: string; value: string }[];
}

export interface ChartTableRow {
  id: string;
  /** null is "no data", never 0. */
  cells: readonly (string | number | null)[];
  /** Key of what stands behind the row (find-evidence.ts). */
  evidence?: string | undefined;
}

/** For a spreadsheet. `note` becomes a column of its own, so that no row travels without it. */
export function chartTableCsv({ columns, rows, constants = [] }: ChartTable, note: string | null): string {
  const more = [...constants, ...(note ? [{ head: 'note', value: note }] : [])];
  const head = [...columns.map((column) => column.head), ...more.map((column) => column.head)];
  const lines = rows.map(({ cells }) => [...cells, ...more.map(({ value }) => value)]);
  return [head, ...lines].map((line) => line.map(csvCell).join(',')).join('\n');
}

/** For a program: rows as objects by the names of the columns, with what the file is about. */
export function chartTableJson(
  { columns, rows, constants = [] }: ChartTable,
  about: { title: string; source: string; note: string | null },
): string {
  const lines = rows.map(({ cells }) =>
    Object.fromEntries(columns.map(({ head }, index) => [head, cells[index] ?? null])),
  );
  const fixed = Object.fromEntries(constants.map(({ head, value }) => [head, value]));
  return `${JSON.stringify({ ...about, ...fixed, rows: lines }, null, 2)}\n`;
}

/** Quoted where commas or breaks need it; a leading sign of a text is defused, since a title may come from anybody. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
