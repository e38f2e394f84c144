import { REDACTED, redactSecrets } from '#lib/skills/find-secrets.ts';
import { findConstants } from '#lib/skills/find-constants.ts';
import { lintEntry } from '#lib/skills/lint-entries.ts';
import { lostEntries } from '#lib/skills/lost-entries.ts';
import { isLesson, splitEntries, type SkillEntry } from '#lib/skills/split-entries.ts';
import { guarded, isConstantOfOneCase } from './refusal.ts';

/** A file as the learner wants it. */
export interface Draft {
  path: string;
  /** "" for a new file. */
  before: string;
  after: string;
  /** The stretch of `after` that the learner wrote. */
  from: number;
  to: number;
}

export interface WriteRules {
  /** YYYY-MM-DD under which new entries are filed. */
  date: string;
  /** The learner was told about constants in this file, and wrote them again. */
  toldOfConstants: boolean;
}

const list = (titles: readonly string[]): string =>
  titles
    .slice(0, 5)
    .map((title) => `'${title}'`)
    .join(', ') + (titles.length > 5 ? ` and ${titles.length - 5} more` : '');

/** Refuses what would throw earlier learnings away. */
export function mustKeep(path: string, before: string, after: string): void {
  const lost = lostEntries(before, after);
  if (lost.length === 0) return;
  throw guarded(
    `this would remove what '${path}' already says: ${list(lost)}. Keep earlier entries. To add one, replace a short text ` +
      'such as the last line by itself followed by your entry; to correct one, replace only the lines that are wrong; to move ' +
      'one, write it to its new place first.',
  );
}

const titleKey = ({ title }: SkillEntry): string => title.toLowerCase();

/** Entries that `after` has and `before` does not. */
function newEntries(before: string, after: string): SkillEntry[] {
  const known = new Set(splitEntries(before).map(titleKey));
  return splitEntries(after).filter((entry) => isLesson(entry) && !known.has(titleKey(entry)));
}

const CASE_ONLY = ' (the value of one case, not a rule: derive it from what is observed)';

/** Changes lines of a text, by their numbers from 1. */
function editLines(text: string, change: ReadonlyMap<number, (line: string) => string>): string {
  if (change.size === 0) return text;
  return text
    .split('\n')
    .map((line, index) => change.get(index + 1)?.(line) ?? line)
    .join('\n');
}

function defuseConstants(draft: Draft, text: string, told: boolean): { text: string; notes: string[] } {
  const known = new Set(draft.before.split(/\r?\n/));
  const lines = text.split(/\r?\n/);
  const constants = splitEntries(text)
    .flatMap(findConstants)
    .filter(({ line }) => !known.has(lines[line - 1] ?? '') && !(lines[line - 1] ?? '').includes(CASE_ONLY));
  if (constants.length === 0) return { text, notes: [] };
  const values = list(constants.map(({ value }) => value));
  if (!told)
    throw guarded(
      `${isConstantOfOneCase(values, draft.path)} Write how the value follows from ` +
        'something that is observed ("at least twice the p99 latency of the upstream"), name roles instead of addresses and ' +
        'identifiers, or put the value in brackets as an example. Then write it again.',
    );
  const marked = new Map(
    constants.map(({ line }) => [line, (old: string) => `${old.trimEnd()}${CASE_ONLY}`]),
  );
  return { text: editLines(text, marked), notes: [`${values} was marked as the value of one case.`] };
}

function dateEntries(draft: Draft, text: string, date: string): { text: string; notes: string[] } {
  if (/\d{4}-\d{2}-\d{2}/.test(draft.path)) return { text, notes: [] };
  const undated = newEntries(draft.before, text).filter((entry) => entry.date === null && entry.title !== '');
  const dated = new Map(
    undated.map(({ line }) => [line, (old: string) => `${old.replace(/[\s#]*$/, '')} (date: ${date})`]),
  );
  const notes =
    undated.length > 0 ? [`(date: ${date}) was added to ${list(undated.map(({ title }) => title))}.`] : [];
  return { text: editLines(text, dated), notes };
}

const ADVICE = new Set(['no-applicability', 'no-look-alikes']);

/** What entries still lack, as sentences; only those with these titles when given. */
export function adviceOn(path: string, text: string, titles: ReadonlySet<string> | null = null): string[] {
  return splitEntries(text)
    .filter((entry) => titles === null || titles.has(titleKey(entry)))
    .flatMap((entry) => lintEntry(path, entry))
    .filter(({ rule }) => ADVICE.has(rule))
    .map(({ message }) => message);
}

/**
 * The text that is stored for a draft, with what was done to it. Throws a refusal where the learner has to decide: entries
 * that would be lost, and (once) constants as rules. Secrets are blanked and missing dates added without asking, since
 * nothing is lost by it.
 */
export function checkWrite(draft: Draft, rules: WriteRules): { text: string; notes: string[] } {
  const { text: clean, count } = redactSecrets(
    draft.after,
    ({ start, end }) => start < draft.to && end > draft.from,
  );
  mustKeep(draft.path, draft.before, clean);
  const defused = defuseConstants(draft, clean, rules.toldOfConstants);
  const { text, notes } = dateEntries(draft, defused.text, rules.date);
  const fresh = new Set(newEntries(draft.before, text).map(titleKey));
  const secrets =
    count > 0
      ? [`What looks like a secret was replaced by ${REDACTED}; secrets never belong in a skill.`]
      : [];
  return { text, notes: [...secrets, ...defused.notes, ...notes, ...adviceOn(draft.path, text, fresh)] };
}

/** Titles of the advice in a text that a learner wrote. */
export const titlesIn = (text: string): string[] => splitEntries(text).filter(isLesson).map(titleKey);
