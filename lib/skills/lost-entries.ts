import { isLesson, splitEntries, type SkillEntry } from './split-entries.ts';
import { containment, stemsOf } from './words.ts';

/** An entry whose words shrink below this part of what they were has been cut, not corrected. */
const LEAST_KEPT = 0.5;
/** Fewer words say nothing that could be lost. */
const LEAST_WORDS = 3;
/** Shorter entries may be reworded freely. */
const SHORT = 12;
/** So much of an entry's text has to stand elsewhere for it to count as moved or merged. */
const MOVED_LINES = 0.5;
const MOVED_WORDS = 0.8;

const tidy = (text: string): string =>
  text
    .replace(/^[\s>*+-]+|\s+$/g, '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
const wordCount = ({ lines }: SkillEntry): number =>
  lines.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0), 0);
const linesOf = ({ lines }: SkillEntry): string[] =>
  lines.map(({ text }) => tidy(text)).filter((line) => line !== '');
const textOf = ({ title, lines }: SkillEntry): string => [title, ...lines.map(({ text }) => text)].join('\n');
const bulletsOf = (entries: readonly SkillEntry[]): string[] =>
  entries
    .filter((entry) => !isLesson(entry))
    .flatMap(({ lines }) => lines.filter(({ text }) => /^[-*+]\s/.test(text)).map(({ text }) => text));

/** Whether what only this entry says, and no other one of the old text, can be found in the new one. */
function standsElsewhere(
  entry: SkillEntry,
  before: readonly SkillEntry[],
  after: readonly SkillEntry[],
): boolean {
  const others = before.filter((other) => other !== entry);
  const shared = new Set(others.flatMap(linesOf));
  const own = linesOf(entry).filter((line) => !shared.has(line));
  if (own.length === 0) return true;
  const fresh = new Set(after.flatMap(linesOf));
  if (own.filter((line) => fresh.has(line)).length >= own.length * MOVED_LINES) return true;
  const known = stemsOf(others.map(textOf).join('\n'));
  const stems = new Set([...stemsOf(textOf(entry))].filter((stem) => !known.has(stem)));
  return after.some((other) => containment(stems, stemsOf(textOf(other))) >= MOVED_WORDS);
}

function lostSections(before: readonly SkillEntry[], after: readonly SkillEntry[]): string[] {
  const free = [...after];
  const lost: string[] = [];
  for (const entry of before) {
    const at = free.findIndex(({ title }) => tidy(title) === tidy(entry.title));
    const kept = at < 0 ? undefined : free.splice(at, 1)[0];
    const words = wordCount(entry);
    const cut = kept && words >= SHORT && wordCount(kept) < words * LEAST_KEPT;
    if ((kept && !cut) || words < LEAST_WORDS || standsElsewhere(entry, before, after)) continue;
    lost.push(entry.title || (entry.lines[0]?.text.trim().slice(0, 60) ?? ''));
  }
  return lost;
}

/** A fact may be replaced by another; facts that go without one are lost. */
function lostFacts(before: readonly string[], after: readonly string[]): string[] {
  const old = new Set(before.map(tidy));
  const fresh = new Set(after.map(tidy));
  const gained = after.filter((text) => !old.has(tidy(text))).map((text) => stemsOf(text));
  const gone = [...new Map(before.map((text) => [tidy(text), text])).entries()]
    .filter(([key, text]) => {
      const stems = stemsOf(text);
      return !fresh.has(key) && !gained.some((other) => containment(stems, other) >= MOVED_WORDS);
    })
    .map(([, text]) => text);
  return gone.length > gained.length ? gone.map((text) => text.trim().slice(0, 60)) : [];
}

/**
 * What a file said and `after` does not say any more, by title. Correcting, moving, merging and renaming an entry loses
 * nothing; leaving it out or cutting it down to less than half does. Pass all files of the skill joined where an entry
 * may have moved to another file.
 */
export function lostEntries(before: string, after: string): string[] {
  const old = splitEntries(before);
  const fresh = splitEntries(after);
  const sections = lostSections(old, fresh);
  return sections.length > 0 ? sections : lostFacts(bulletsOf(old), bulletsOf(fresh));
}
