import Link from 'next/link';
import { Fragment } from 'react';
import { StepOutcomeBadge } from '#components/skills/step-outcome-badge.tsx';
import { DownloadTable } from '#components/charts/download-table.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { MATCH_NOTE } from '#lib/skills/match-steps.ts';
import type { ComparedRun } from '../compared-run.ts';
import { skillLinesTable, type SkillLines, type SkillLineRow } from './prepare-skill-lines.ts';

interface Props {
  runs: readonly ComparedRun[];
  lines: SkillLines;
}

/** Which line of the skill did what, run by run. Nothing is drawn when no run read a skill. */
export function SkillLinesPanel({ runs, lines }: Props) {
  if (lines.groups.length === 0) return null;
  return (
    <Panel
      title="Which skill line did what"
      padded={false}
      actions={
        <DownloadTable
          label="Skill lines"
          table={skillLinesTable(lines, runs)}
          fileName="skill-lines"
          note={noteOfModels(runs.map(({ plan }) => plan.model))}
        />
      }
    >
      <div role="region" aria-label="Table of skill lines" tabIndex={0} className="relative overflow-x-auto">
        <table className="w-full text-left text-sm">
          <thead>
            <tr className="text-xs text-muted">
              <th scope="col" className="min-w-56 py-1.5 pr-4 pl-3 font-medium">
                Line
              </th>
              {runs.map(({ slot, label }) => (
                <th key={slot} scope="col" className="py-1.5 pr-3 font-medium whitespace-nowrap">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.groups.map(({ id, skill, file, entry, rows }) => (
              <Fragment key={id}>
                <tr className="border-y border-line bg-raised">
                  <th
                    scope="rowgroup"
                    colSpan={runs.length + 1}
                    className="px-3 py-1 text-xs font-medium text-muted"
                  >
                    {entry}{' '}
                    <span className="font-mono font-normal">
                      · {skill}/{file}
                    </span>
                  </th>
                </tr>
                {rows.map((row) => (
                  <Row key={row.id} row={row} runs={runs} readers={readersOf(rows)} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <p className="border-t border-line px-3 py-2 text-xs text-muted">{MATCH_NOTE}</p>
    </Panel>
  );
}

/** Columns of the runs that read any line of these. */
const readersOf = (rows: readonly SkillLineRow[]): Set<number> =>
  new Set(rows.flatMap(({ cells }) => cells.flatMap((cell, column) => (cell ? [column] : []))));

interface RowProps {
  row: SkillLineRow;
  runs: readonly ComparedRun[];
  readers: ReadonlySet<number>;
}

function Row({ row: { text, cells }, runs, readers }: RowProps) {
  return (
    <tr className="border-b border-line align-top last:border-0">
      <th scope="row" className="max-w-[60ch] py-1.5 pr-4 pl-3 font-normal break-words">
        {text}
      </th>
      {runs.map(({ slot, label, view }, index) => {
        const cell = cells[index];
        return (
          <td key={slot} className="py-1.5 pr-3 text-xs whitespace-nowrap">
            {cell ? (
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <StepOutcomeBadge outcome={cell.line.outcome} />
                {cell.calls.map((call) => (
                  <Link
                    key={call}
                    href={`/runs/${encodeURIComponent(view.runId)}?call=${call}&tab=skill`}
                    title={`Call ${call} of ${label}`}
                    className="inline-flex min-h-6 items-center text-accent underline underline-offset-2 hover:no-underline"
                  >
                    call {call}
                  </Link>
                ))}
                <Link
                  href={cell.line.href}
                  title={`Line ${cell.line.line} of ${cell.line.file}: where it was learned and who else used it`}
                  className="inline-flex min-h-6 items-center text-muted underline underline-offset-2 hover:text-text"
                >
                  line {cell.line.line}
                </Link>
              </span>
            ) : (
              <span className="text-muted">
                {readers.has(index)
                  ? 'not in its version'
                  : view.started?.skills.length === 0
                    ? 'no skill'
                    : 'not read'}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
