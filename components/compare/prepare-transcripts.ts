import { alignRuns, type AlignedCall, type AlignedRow, type Alignment } from '#lib/protocol/align-runs.ts';
import type { Phase } from '#lib/protocol/call-phases.ts';
import type { ComparedRun } from './compared-run.ts';
import type { ControlledPair } from './relate-runs.ts';

/** Two of the runs, in the order of the address; `key` is how the address names them ("ab"). */
export interface RunPair {
  key: string;
  left: ComparedRun;
  right: ComparedRun;
}

/** Every two of the runs. */
export function pairsOf(runs: readonly ComparedRun[]): RunPair[] {
  return runs.flatMap((left, index) =>
    runs.slice(index + 1).map((right) => ({ key: left.slot + right.slot, left, right })),
  );
}

/** The pair that the address asks for, else the one that only the skill sets apart, else the first. */
export function choosePair(
  runs: readonly ComparedRun[],
  trusted: ControlledPair | null,
  asked: string | undefined,
): RunPair | null {
  const pairs = pairsOf(runs);
  const isTrusted = ({ left, right }: RunPair) =>
    trusted !== null && [left, right].every((run) => run === trusted.treated || run === trusted.control);
  return pairs.find(({ key }) => key === asked) ?? pairs.find(isTrusted) ?? pairs[0] ?? null;
}

export interface TranscriptRow extends AlignedRow {
  id: string;
  /** What is said where the runs part; null on every other row. */
  divergence: string | null;
}

/** Rows that follow each other in one phase. */
export interface TranscriptSection {
  id: string;
  phase: Phase;
  leftCalls: number;
  rightCalls: number;
  rows: TranscriptRow[];
}

export interface Transcripts {
  sections: TranscriptSection[];
  sameWorld: boolean;
  /** Calls that both made, that are alike, and that one made alone. */
  counts: { same: number; similar: number; onlyLeft: number; onlyRight: number };
}

/** Both transcripts laid side by side, cut into phases, with the places marked where they part. */
export function prepareTranscripts({ left, right }: RunPair): Transcripts {
  const alignment = alignRuns(left.view, right.view);
  const sections: TranscriptSection[] = [];
  alignment.rows.forEach((row, index) => {
    let section = sections.at(-1);
    if (section?.phase !== row.phase) {
      section = { id: `${index}`, phase: row.phase, leftCalls: 0, rightCalls: 0, rows: [] };
      sections.push(section);
    }
    section.leftCalls += row.left ? 1 : 0;
    section.rightCalls += row.right ? 1 : 0;
    section.rows.push({ ...row, id: `${index}`, divergence: divergenceAt(alignment, index, left, right) });
  });
  const count = (relation: AlignedRow['relation']) =>
    alignment.rows.filter((row) => row.relation === relation).length;
  return {
    sections,
    sameWorld: alignment.sameWorld,
    counts: {
      same: count('same'),
      similar: count('similar'),
      onlyLeft: count('only_left'),
      onlyRight: count('only_right'),
    },
  };
}

function divergenceAt(
  alignment: Alignment,
  index: number,
  left: ComparedRun,
  right: ComparedRun,
): string | null {
  const row = alignment.rows[index];
  if (!row) return null;
  const { firstDivergence, firstDevopsDivergence } = alignment;
  const opening =
    index === firstDivergence
      ? 'First divergence'
      : index === firstDevopsDivergence
        ? 'First divergence on the system itself'
        : null;
  return opening && `${opening}: ${describe(row, left.label, right.label)}`;
}

function describe({ left, right }: AlignedRow, leftLabel: string, rightLabel: string): string {
  if (left && right) return `${leftLabel} calls ${inWords(left)}, ${rightLabel} ${inWords(right)}.`;
  const [doer, other, call] = left ? [leftLabel, rightLabel, left] : [rightLabel, leftLabel, right];
  return call ? `${doer} calls ${inWords(call)}; ${other} makes no such call here.` : '';
}

function inWords({ action: { tool, target, key, value, options } }: AlignedCall): string {
  const setting = key && value !== null ? `${key} = ${value}` : key;
  const about = [target, setting, options].filter(Boolean).join(', ');
  return about ? `${tool} (${about})` : tool;
}
