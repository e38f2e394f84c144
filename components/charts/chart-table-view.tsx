'use client';

import { EvidenceLink } from './chart-evidence.tsx';
import type { ChartTable } from './chart-table.ts';

/** A chart's figures as a table. */
export function ChartTableView({ table, label }: { table: ChartTable; label: string }) {
  const { columns, rows } = table;
  return (
    <div role="region" aria-label={label} tabIndex={0} className="max-h-[32rem] overflow-auto">
      <table className="w-full min-w-max border-collapse text-left text-sm tabular-nums">
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {columns.map(({ head, numeric }, index) => (
              <th
                key={head}
                scope="col"
                className={`py-1 font-medium ${numeric ? 'text-right' : ''} ${index > 0 ? 'pl-4' : ''}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells, evidence }) => (
            <tr key={id} className="border-b border-line last:border-0">
              {columns.map(({ head, numeric }, index) => {
                const cell = <Cell value={cells[index] ?? null} />;
                const shown =
                  index === 0 && evidence ? <EvidenceLink to={evidence}>{cell}</EvidenceLink> : cell;
                return index === 0 ? (
                  <th key={head} scope="row" className="max-w-80 py-1 font-normal break-words">
                    {shown}
                  </th>
                ) : (
                  <td key={head} className={`py-1 pl-4 ${numeric ? 'text-right' : ''}`}>
                    {shown}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ value }: { value: string | number | null }) {
  if (value === null)
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">no data</span>
      </span>
    );
  return typeof value === 'number' ? tableFigure(value) : value;
}

/** Whole numbers as they are, others with at most four significant digits; the CSV has them in full. */
const tableFigure = (value: number): string =>
  Number.isInteger(value)
    ? value.toLocaleString('en')
    : String(Number(value.toPrecision(4))).replace('-', '−');
