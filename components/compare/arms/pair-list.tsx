import Link from 'next/link';
import { OutcomeBadge } from '#components/ui/outcome-badge.tsx';
import { plural } from '#components/ui/format.ts';
import type { ChartTable } from '#components/charts/chart-table.ts';
import { verdictOf } from '#components/experiments/rows-table.ts';
import { cx } from '#components/ui/cx.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { armsHref, type ArmsAddress } from './arms-href.ts';
import type { ArmPair } from './pair-arms.ts';

interface Props {
  address: ArmsAddress;
  pairs: readonly ArmPair[];
  /** The one that stands side by side. */
  shown: ArmPair | null;
  titles: Record<string, string>;
  labels: readonly [string, string];
}

/** The pairs as a table for a file. */
export function pairsTable(
  pairs: readonly ArmPair[],
  titles: Record<string, string>,
  labels: readonly [string, string],
): ChartTable {
  return {
    columns: [
      { head: 'incident' },
      { head: 'seed', numeric: true },
      ...labels.flatMap((label) => [
        { head: `run, ${label}` },
        { head: `calls, ${label}`, numeric: true },
        { head: `verdict, ${label}` },
      ]),
    ],
    rows: pairs.map(({ left, right }) => ({
      id: left.id,
      cells: [
        titles[left.scenarioId] ?? left.scenarioId,
        left.seed,
        ...[left, right].flatMap((row) => [row.id, row.calls, verdictOf(row)]),
      ],
    })),
  };
}

/** Every pair of the two arms on the same incident and seed; one of them is replayed below. */
export function PairList({ address, pairs, shown, titles, labels }: Props) {
  return (
    <div role="region" aria-label="Pairs of runs" tabIndex={0} className="relative max-h-72 overflow-auto">
      <table className="w-full text-left text-sm">
        <thead className="sticky top-0 bg-panel text-xs text-muted">
          <tr>
            <th scope="col" className="min-w-40 py-1.5 pl-3 font-medium">
              Incident and seed
            </th>
            {labels.map((label) => (
              <th key={label} scope="col" className="py-1.5 pl-4 font-medium whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => {
            const { left, right } = pair;
            const current = pair === shown;
            return (
              <tr key={left.id} className={cx('border-t border-line', current && 'bg-accent/8')}>
                <th scope="row" className="py-1 pl-3 font-normal">
                  <Link
                    href={`${armsHref(address, { left: left.id, right: right.id })}#replay`}
                    aria-current={current ? 'true' : undefined}
                    className="inline-flex min-h-6 items-center text-accent underline underline-offset-2 hover:no-underline"
                  >
                    {titles[left.scenarioId] ?? left.scenarioId}, seed {left.seed}
                  </Link>
                </th>
                <Side row={left} />
                <Side row={right} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Side({ row: { calls, verified, harmful } }: { row: ExperimentRow }) {
  return (
    <td className="py-1 pr-3 pl-4 whitespace-nowrap">
      <span className="inline-flex items-center gap-2 tabular-nums">
        {plural(calls, 'call')}
        <OutcomeBadge outcome={verified ? 'verified' : harmful ? 'harmful' : 'not_verified'} />
      </span>
    </td>
  );
}
