import { Download } from 'lucide-react';
import { buttonClass } from '#components/ui/button-class.ts';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import type { ComparedRun } from './compared-run.ts';
import { prepareToolRows, toolRowsCsv } from './prepare-tool-bars.ts';

const SUMS = [
  { label: 'DevOps calls', of: ({ summary }: ComparedRun) => summary.calls.devops },
  { label: 'Skill calls', of: ({ summary }: ComparedRun) => summary.calls.skill },
  { label: 'All calls', of: ({ summary }: ComparedRun) => summary.calls.total },
];

/** The chart's figures as a table, and as CSV. */
export function ToolTable({ runs }: { runs: readonly ComparedRun[] }) {
  const csv = `data:text/csv;charset=utf-8,${encodeURIComponent(toolRowsCsv(runs))}`;
  const number = 'py-1 pl-4 text-right tabular-nums';
  return (
    <details className="mt-3 border-t border-line pt-2 text-sm">
      <summary className="text-accent">The same as a table</summary>
      <div
        role="region"
        aria-label="Table of calls by tool"
        tabIndex={0}
        className="mt-2 relative overflow-x-auto"
      >
        <table className="w-full max-w-xl text-left">
          <thead>
            <tr className="border-b border-line text-xs text-muted">
              <th scope="col" className="py-1 font-medium">
                Tool
              </th>
              {runs.map(({ slot, label }) => (
                <th key={slot} scope="col" className={`${number} font-medium`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {prepareToolRows(runs).map(({ tool, kind, counts }) => (
              <tr key={tool} className="border-b border-line">
                <th scope="row" className="max-w-64 truncate py-1 font-mono text-xs font-normal">
                  <span className="inline-flex items-center gap-1.5">
                    <KindIcon kind={kind} size={12} />
                    {tool}
                  </span>
                </th>
                {runs.map(({ slot }, index) => (
                  <td key={slot} className={number}>
                    {counts[index]}
                  </td>
                ))}
              </tr>
            ))}
            {SUMS.map(({ label, of }) => (
              <tr key={label} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 font-medium">
                  {label}
                </th>
                {runs.map((run) => (
                  <td key={run.slot} className={`${number} font-medium`}>
                    {of(run)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <a href={csv} download="calls-by-tool.csv" className={buttonClass('quiet', 'sm', 'mt-2')}>
        <Download aria-hidden size={13} />
        CSV
      </a>
    </details>
  );
}
