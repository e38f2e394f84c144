import { diffLines, diffWordsWithSpace } from 'diff';
import type { SkillFile } from '#lib/protocol/skill.ts';

/** A stretch of a line; `changed` where its counterpart reads otherwise. */
export interface DiffWord {
  text: string;
  changed: boolean;
}

export interface DiffRow {
  kind: 'same' | 'removed' | 'added';
  /** Line numbers from 1; null on the side that lacks the line. */
  before: number | null;
  after: number | null;
  words: DiffWord[];
}

export interface FileDiff {
  path: string;
  change: 'added' | 'removed' | 'changed' | 'same';
  added: number;
  removed: number;
  rows: DiffRow[];
}

/** Beyond this much work a file is shown as replaced: a page must not hang on a hostile diff. */
const MAX_EDIT_LENGTH = 4000;
const MAX_WORD_DIFF = 2000;

const linesOf = (text: string): string[] =>
  text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');

const plain = (text: string): DiffWord[] => [{ text, changed: false }];

/** The two sides of a changed line. */
function wordsOf(before: string, after: string): [before: DiffWord[], after: DiffWord[]] {
  if (before.length + after.length > MAX_WORD_DIFF) return [plain(before), plain(after)];
  const parts = diffWordsWithSpace(before, after);
  return [
    parts.filter((part) => !part.added).map((part) => ({ text: part.value, changed: part.removed })),
    parts.filter((part) => !part.removed).map((part) => ({ text: part.value, changed: part.added })),
  ];
}

function rowsOf(before: string, after: string): DiffRow[] {
  const parts = diffLines(before, after, { maxEditLength: MAX_EDIT_LENGTH }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let left = 0;
  let right = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (!part) continue;
    const lines = linesOf(part.value);
    const next = parts[index + 1];
    if (part.removed && next?.added) {
      const added = linesOf(next.value);
      const pairs = lines.map((line, at) => {
        const other = added[at];
        return other === undefined ? undefined : wordsOf(line, other);
      });
      for (const [at, line] of lines.entries()) {
        rows.push({
          kind: 'removed',
          before: (left += 1),
          after: null,
          words: pairs[at]?.[0] ?? plain(line),
        });
      }
      for (const [at, line] of added.entries()) {
        rows.push({ kind: 'added', before: null, after: (right += 1), words: pairs[at]?.[1] ?? plain(line) });
      }
      index += 1;
      continue;
    }
    for (const line of lines) {
      if (part.removed) rows.push({ kind: 'removed', before: (left += 1), after: null, words: plain(line) });
      else if (part.added)
        rows.push({ kind: 'added', before: null, after: (right += 1), words: plain(line) });
      else rows.push({ kind: 'same', before: (left += 1), after: (right += 1), words: plain(line) });
    }
  }
  return rows;
}

/** Every file of either side, SKILL.md first, then by path. */
export function diffFiles(before: readonly SkillFile[], after: readonly SkillFile[]): FileDiff[] {
  const old = new Map(before.map(({ path, content }) => [path, content]));
  const fresh = new Map(after.map(({ path, content }) => [path, content]));
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].toSorted((a, b) => {
    if (a === b) return 0;
    if (a === 'SKILL.md' || b === 'SKILL.md') return a === 'SKILL.md' ? -1 : 1;
    return a < b ? -1 : 1;
  });
  return paths.map((path) => {
    const from = old.get(path);
    const to = fresh.get(path);
    const rows = rowsOf(from ?? '', to ?? '');
    const change =
      from === undefined ? 'added' : to === undefined ? 'removed' : from === to ? 'same' : 'changed';
    return {
      path,
      change,
      added: rows.filter(({ kind }) => kind === 'added').length,
      removed: rows.filter(({ kind }) => kind === 'removed').length,
      rows,
    };
  });
}
