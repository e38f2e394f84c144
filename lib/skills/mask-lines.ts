import type { SkillFile } from '#lib/protocol/skill.ts';
import { frontMatterLines, isLesson, splitEntries } from './split-entries.ts';

/** A stretch of a file, both ends included, from 1. */
export interface LineRange {
  file: string;
  from: number;
  to: number;
}

/** Something that can be taken out to see what it was worth: a whole entry or one step of it. */
export interface Maskable extends LineRange {
  kind: 'section' | 'step';
  /** The heading, or the step's own words. */
  text: string;
  /** Heading that it stands under. */
  entry: string;
}

export type Masked = { ok: true; files: SkillFile[] } | { ok: false; reason: string };

const NUMBERED = /^(\s*)(\d+)([.)])(?=\s)/;
const BEGINS = /^\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|\*\*|__|```|~~~)/;
const HEADING = /^(#{1,6})\s/;

/** What of a skill can be masked: its entries with advice, and their steps. */
export function listMaskable(files: readonly SkillFile[]): Maskable[] {
  return files.flatMap(({ path: file, content }) => {
    if (!/\.(?:md|markdown|txt)$/i.test(file)) return [];
    const lines = linesOf(content);
    return splitEntries(content)
      .filter(isLesson)
      .flatMap((entry): Maskable[] => {
        const to = endOfSection(lines, entry.line);
        const about = { file, entry: entry.title };
        const section: Maskable = { ...about, kind: 'section', text: entry.title, from: entry.line, to };
        const steps = entry.lines.filter(({ numbered, part }) => numbered && part !== 'guide');
        return [section].concat(
          steps.map(({ line, text }) =>
            Object.assign(
              { kind: 'step' as const, text: text.trim(), from: line, to: endOfItem(lines, line) },
              about,
            ),
          ),
        );
      });
  });
}

/**
 * The files without a stretch of lines. Items of a numbered list that follow move up, so that nothing shows the gap.
 * Refused when it would touch the front matter, reach outside the file, or leave the skill without any instruction.
 */
export function maskLines(files: readonly SkillFile[], { file, from, to }: LineRange): Masked {
  const target = files.find(({ path }) => path === file);
  if (!target) return { ok: false, reason: `The skill has no file ${file}.` };
  const lines = linesOf(target.content);
  if (from < 1 || to < from || to > lines.length)
    return {
      ok: false,
      reason: `${file} has lines 1 to ${lines.length}; ${from} to ${to} is not a part of it.`,
    };
  if (from <= frontMatterLines(lines))
    return { ok: false, reason: 'The front matter says what the skill is; it cannot be masked.' };
  if (lines.slice(from - 1, to).every((line) => line.trim() === ''))
    return { ok: false, reason: 'These lines are empty: without them the skill says the same.' };
  const first = NUMBERED.exec(lines[from - 1] ?? '');
  const rest = first ? renumber(lines.slice(to), first[1] ?? '', Number(first[2])) : lines.slice(to);
  const content = [...lines.slice(0, from - 1), ...rest].join('\n');
  const masked = files.map((each) =>
    each === target
      ? { path: file, content: target.content.endsWith('\n') ? `${content}\n` : content }
      : each,
  );
  return masked.some((each) => holdsAnything(each))
    ? { ok: true, files: masked }
    : { ok: false, reason: 'Nothing would be left of the skill.' };
}

const linesOf = (content: string): string[] => content.replace(/\n$/, '').split('\n');

const holdsAnything = ({ content }: SkillFile): boolean => {
  const lines = content.split('\n');
  return lines.slice(frontMatterLines(lines)).some((line) => line.trim() !== '' && !HEADING.test(line));
};

function endOfSection(lines: readonly string[], from: number): number {
  const level = HEADING.exec(lines[from - 1] ?? '')?.[1]?.length ?? 1;
  const next = lines.findIndex(
    (line, index) => index >= from && (HEADING.exec(line)?.[1]?.length ?? 7) <= level,
  );
  return next < 0 ? lines.length : next;
}

/** An item goes on over the lines that only wrap it. */
function endOfItem(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]?.trim() !== '' && !BEGINS.test(lines[end] ?? '')) end += 1;
  return end;
}

function renumber(lines: readonly string[], indent: string, start: number): string[] {
  let next = start;
  let over = false;
  return lines.map((line) => {
    const item = NUMBERED.exec(line);
    if (item && item[1] === indent && !over && Number(item[2]) === next + 1) {
      next += 1;
      return line.replace(NUMBERED, `${indent}${next - 1}${item[3]}`);
    }
    over ||= line.trim() === '' || HEADING.test(line) || (item !== null && item[1] === indent);
    return line;
  });
}

/** "line 11", "lines 6–12". */
export const sayLines = ({ from, to }: Pick<LineRange, 'from' | 'to'>): string =>
  from === to ? `line ${from}` : `lines ${from}–${to}`;
