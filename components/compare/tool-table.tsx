import { DownloadTable } from '#components/charts/download-table.tsx';
import { KindIcon } from '#components/ui/kind-icon.tsx';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import type { ComparedRun } from './compared-run.ts';
import { prepareToolRows, toolRowsTable } from './prepare-tool-bars.ts';

const SUMS = [
  { label: 'DevOps calls', of: ({ summary }: ComparedRun) => summary.calls.devops },
  { label: 'Skill calls', of: ({ summary }: ComparedRun) => summary.calls.skill },
  { label: 'All calls', of: ({ summary }: ComparedRun) => summary.calls.total },
];

/** The chart's figures as a table, and as CSV. */
export function ToolTable({ runs }: { runs: readonly ComparedRun[] }) {
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
      <div className="mt-2 flex gap-1">
        <DownloadTable
          label="Calls by tool"
          table={toolRowsTable(runs)}
          fileName="calls-by-tool"
          note={noteOfModels(runs.map(({ plan }) => plan.model))}
        />
      </div>
    </details>
  );
}
