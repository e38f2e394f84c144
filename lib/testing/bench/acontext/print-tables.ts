import type { GrowthRow } from './growth.ts';
import { CLIENTS, OPERATIONS, SIZES, type TrafficRow } from './traffic.ts';

const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
const times = (value: number): string => `×${value.toFixed(2)}`;

/** Rows of cells in columns as wide as they need to be. */
function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd())
    .join('\n');
}

/** Times in ms beside their ratio to the session of ten messages. */
export function trafficTable(rows: readonly TrafficRow[]): string {
  const head = ['', 'clients', ...SIZES.flatMap((size) => [`${size}: p50`, 'p99']), 'p50 ratios'];
  const lines = OPERATIONS.flatMap((operation) =>
    CLIENTS.map((clients) => {
      const found = SIZES.map((size) =>
        rows.find((row) => row.operation === operation && row.clients === clients && row.size === size),
      );
      const base = found[0]?.p50 ?? Number.NaN;
      const cells = found.flatMap((row) => (row ? [ms(row.p50), ms(row.p99)] : ['', '']));
      const ratios = found.map((row) => times((row?.p50 ?? Number.NaN) / base));
      return [operation, String(clients)].concat(cells, ratios.join(' '));
    }),
  );
  return table([head, ...lines]);
}

export function growthTable(rows: readonly GrowthRow[]): string {
  const lines = rows.map(({ what, small, large }) => [
    what,
    ...[small, large].flatMap(({ p50, p99 }) => [ms(p50), ms(p99)]),
    times(large.p50 / small.p50),
  ]);
  return table([['', 'small: p50', 'p99', 'large: p50', 'p99', 'p50 ratio'], ...lines]);
}
