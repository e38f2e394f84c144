'use client';

import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { armsHref } from '#components/compare/arms/arms-href.ts';
import { DownloadTable } from '#components/charts/download-table.tsx';
import { Button } from '#components/ui/button.tsx';
import { plural } from '#components/ui/format.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { armBy, type LabelledArm } from './arm-look.ts';
import { ArmMark } from './arm-mark.tsx';
import { rowsTable, verdictOf } from './rows-table.ts';

interface Props {
  experimentId: string;
  ids: readonly string[];
  /** null: still on their way. */
  rows: readonly ExperimentRow[] | null;
  arms: readonly LabelledArm[];
  titles: ReadonlyMap<string, string>;
  /** Which figure they are behind. */
  figure: string;
  note: string | null;
}

const FIRST = 40;

/** The runs behind a figure, block by block. */
export function EvidenceRows({ experimentId, ids, rows, arms, titles, figure, note }: Props) {
  const [all, setAll] = useState(false);
  const wanted = new Set(ids);
  const found = (rows ?? [])
    .filter(({ id }) => wanted.has(id))
    .toSorted(
      (a, b) => a.scenarioId.localeCompare(b.scenarioId) || a.seed - b.seed || a.arm.localeCompare(b.arm),
    );
  const partners = partnersOf(found);
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <section aria-label="Runs behind it" className="mt-3 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-1">
        <h3 className="flex-1 text-sm font-medium">{plural(ids.length, 'run')} behind it</h3>
        {found.length > 0 && (
          <DownloadTable
            label="Runs behind it"
            table={rowsTable(found, (scenarioId) => titles.get(scenarioId) ?? scenarioId)}
            fileName={`${experimentId}-runs-behind`}
            note={note}
            source={`${experimentId}: ${figure}`}
          />
        )}
      </div>
      {rows === null && <p className="text-muted">Loading the rows…</p>}
      {shown.length > 0 && (
        <table className="mt-1 w-full border-collapse text-left text-xs tabular-nums">
          <thead>
            <tr className="border-b border-line text-muted">
              <th scope="col" className="py-1 font-medium">
                Incident, seed
              </th>
              <th scope="col" className="py-1 pl-2 font-medium">
                Arm
              </th>
              <th scope="col" className="py-1 pl-2 font-medium">
                Verdict
              </th>
              <th scope="col" className="py-1 pl-2 text-right font-medium">
                Calls
              </th>
              <th
                scope="col"
                className="py-1 pl-2 text-right font-medium"
                title="without those that read a skill"
              >
                DevOps
              </th>
              <th scope="col">
                <span className="sr-only">Compare</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id} className="relative border-b border-line last:border-0 hover:bg-raised/60">
                <th scope="row" className="max-w-40 truncate py-1 font-normal">
                  <Link
                    href={`/runs/${encodeURIComponent(row.id)}`}
                    title={row.id}
                    className="text-accent after:absolute after:inset-0 hover:underline"
                  >
                    {titles.get(row.scenarioId) ?? row.scenarioId}, {row.seed}
                  </Link>
                </th>
                <td className="py-1 pl-2">
                  <ArmMark look={armBy(arms, row.arm)} />
                </td>
                <td className="py-1 pl-2 whitespace-nowrap">{verdictOf(row)}</td>
                <td
                  className="py-1 pl-2 text-right"
                  title={`${row.devopsCalls} DevOps, ${row.skillCalls} skill; ${row.tokens} tokens`}
                >
                  {row.calls}
                </td>
                <td className="py-1 pl-2 text-right text-muted">{row.devopsCalls}</td>
                <td className="relative w-6 py-0 pl-1 text-right">
                  {partners.has(row.id) && (
                    <Link
                      href={`${armsHref({ experiment: experimentId }, pairOf(row, partners.get(row.id)))}#replay`}
                      aria-label={`Compare ${titles.get(row.scenarioId) ?? row.scenarioId}, seed ${row.seed}: ${armBy(arms, row.arm).word} with its partner`}
                      title="This run and its partner in the other arm, side by side"
                      className="relative inline-flex size-6 items-center justify-center text-muted hover:text-accent"
                    >
                      <GitCompareArrows aria-hidden size={13} />
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found.length > shown.length && (
        <Button size="sm" variant="quiet" className="mt-1" onClick={() => setAll(true)}>
          Show all {found.length}
        </Button>
      )}
    </section>
  );
}

/** Where exactly one other arm stands beside a run in its block: the two that a comparison paired. */
function partnersOf(rows: readonly ExperimentRow[]): Map<string, ExperimentRow> {
  const blocks = Map.groupBy(rows, ({ block }) => block);
  return new Map(
    rows.flatMap((row) => {
      const others = (blocks.get(row.block) ?? []).filter(({ arm }) => arm !== row.arm);
      const own = others.find(({ distillationId }) => distillationId === row.distillationId) ?? others[0];
      const isPair = own && new Set(others.map(({ arm }) => arm)).size === 1;
      return isPair ? [[row.id, own] as const] : [];
    }),
  );
}

/** The treated run on the left, as the page of compared arms has it. */
const pairOf = (row: ExperimentRow, partner: ExperimentRow | undefined) => {
  const other = partner?.id ?? row.id;
  return row.funnel === null ? { left: other, right: row.id } : { left: row.id, right: other };
};
