import { Fragment } from 'react';
import { cx } from '#components/ui/cx.ts';
import type { ComparedRun } from './compared-run.ts';
import { prepareFigures } from './prepare-figures.ts';
import type { ControlledPair } from './relate-runs.ts';

interface Props {
  runs: readonly ComparedRun[];
  pair: ControlledPair | null;
}

/** All figures of all runs; the last column is the difference between the two that only the skill sets apart. */
export function FiguresTable({ runs, pair }: Props) {
  const cell = 'py-1 pl-4 text-right whitespace-nowrap tabular-nums';
  const columns = runs.length + (pair ? 2 : 1);
  return (
    <div role="region" aria-label="Table of figures" tabIndex={0} className="relative overflow-x-auto">
      <table className="w-full min-w-max text-left text-sm [&_tr>:last-child]:pr-3">
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="py-1.5 pl-3 font-medium">
              Figure
            </th>
            {runs.map(({ slot, label }) => (
              <th key={slot} scope="col" className={`${cell} font-medium`}>
                {label}
              </th>
            ))}
            {pair && (
              <th scope="col" className={`${cell} font-medium`}>
                {pair.treated.label} − {pair.control.label}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {prepareFigures(runs, pair).map(({ title, rows }) => (
            <Fragment key={title}>
              <tr className="border-y border-line bg-raised">
                <th scope="rowgroup" colSpan={columns} className="px-3 py-1 text-xs font-medium text-muted">
                  {title}
                </th>
              </tr>
              {rows.map(({ label, meaning, cells, difference, part }) => (
                <tr key={label} className="border-b border-line last:border-0">
                  <th
                    scope="row"
                    title={meaning}
                    className={cx('py-1 font-normal', part ? 'pl-6 text-muted' : 'pl-3')}
                  >
                    {label}
                  </th>
                  {runs.map(({ slot }, index) => (
                    <td key={slot} className={cell}>
                      {cells[index] ?? <None />}
                    </td>
                  ))}
                  {pair && <td className={`${cell} font-medium`}>{difference ?? <None />}</td>}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function None() {
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">none</span>
    </span>
  );
}
