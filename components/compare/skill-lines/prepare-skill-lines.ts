import type { ChartTable } from '#components/charts/chart-table.ts';
import { matchRead } from '#components/run/match-read.ts';
import { skillHref } from '#components/skills/skill-href.ts';
import type { AlignedCall } from '#lib/protocol/align-runs.ts';
import type { StepMatch, StepOutcome } from '#lib/skills/match-steps.ts';
import type { ComparedRun } from '../compared-run.ts';

/** A line of a skill as one run used it. */
export interface CallLine {
  skill: string;
  file: string;
  line: number;
  text: string;
  outcome: StepOutcome;
  /** The line in the version that the run was offered. */
  href: string;
}

/** By run and number of the call. */
export type CallLines = ReadonlyMap<string, ReadonlyMap<number, CallLine>>;

export interface SkillLineRow {
  id: string;
  text: string;
  /** One per run, in order; null for a run that did not read this line. */
  cells: ({ line: CallLine; calls: number[] } | null)[];
}

export interface SkillLineGroup {
  id: string;
  skill: string;
  file: string;
  entry: string;
  rows: SkillLineRow[];
}

export interface SkillLines {
  groups: SkillLineGroup[];
  byCall: CallLines;
}

/** The same as a table for a file. */
export function skillLinesTable({ groups }: SkillLines, runs: readonly ComparedRun[]): ChartTable {
  return {
    columns: [
      { head: 'skill' },
      { head: 'file' },
      { head: 'entry' },
      { head: 'line' },
      ...runs.flatMap(({ label }) => [{ head: `outcome, ${label}` }, { head: `calls, ${label}` }]),
    ],
    rows: groups.flatMap(({ id, skill, file, entry, rows }) =>
      rows.map(({ id: line, text, cells }) => ({
        id: `${id} ${line}`,
        cells: [
          skill,
          file,
          entry,
          text,
          ...runs.flatMap((_, index) => {
            const cell = cells[index];
            return cell ? [cell.line.outcome, cell.calls.join(' ')] : [null, null];
          }),
        ],
      })),
    ),
  };
}

/** What became of each line that any of the runs read. The same words under the same heading are one line, wherever a version has them. */
export function prepareSkillLines(runs: readonly ComparedRun[]): SkillLines {
  const groups = new Map<string, SkillLineGroup>();
  const byCall = new Map<string, Map<number, CallLine>>();
  runs.forEach((run, column) => {
    const { view } = run;
    const own = new Map<number, CallLine>();
    byCall.set(view.runId, own);
    for (const { name, steps } of matchRead(view)) {
      for (const step of steps) {
        const line = lineIn(run, name, step);
        for (const call of step.calls) own.set(call, line);
        const key = [name, step.file, step.entry].join('\n');
        const group = groups.get(key) ?? {
          id: key,
          skill: name,
          file: step.file,
          entry: step.entry,
          rows: [],
        };
        groups.set(key, group);
        cellsOf(group, step, runs.length)[column] = { line, calls: step.calls };
      }
    }
  });
  return { groups: [...groups.values()], byCall };
}

/** The numbering of a list moves when a line is masked; the words say which line it is. */
const wordsOf = (text: string): string => text.replace(/^\s*(?:\d+[.)]|[-*+])\s+/, '').trim();

function cellsOf(group: SkillLineGroup, { text }: StepMatch, columns: number): SkillLineRow['cells'] {
  const words = wordsOf(text);
  const known = group.rows.find((row) => row.text === words);
  if (known) return known.cells;
  const cells: SkillLineRow['cells'] = Array.from({ length: columns }, () => null);
  group.rows.push({ id: words, text: words, cells });
  return cells;
}

function lineIn({ view }: ComparedRun, skill: string, { file, line, text, outcome }: StepMatch): CallLine {
  const versionId = view.started?.skills.find(({ name }) => name === skill)?.versionId;
  const place = { ...(versionId && { version: versionId }), file, raw: true, line };
  return { skill, file, line, text, outcome, href: `${skillHref(skill, place)}#L${line}` };
}

export const lineOf = (lines: CallLines, { view }: ComparedRun, cell: AlignedCall | null): CallLine | null =>
  (cell && lines.get(view.runId)?.get(cell.call.call)) ?? null;
