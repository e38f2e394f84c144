import { call, type Reply, type WantedCall } from '../reply.ts';
import { argText, type ToolUse, toolUsesOf } from '../transcript/tool-uses.ts';
import { overlap, stemsOf } from '../transcript/words.ts';
import type { Ask } from '../wire/parse-request.ts';
import { entryFor, type SkillEntry } from './entry.ts';
import { availableSkills, type Context, contextsIn } from './read-context.ts';
import { redact, redactArgs } from './redact.ts';
import { matchingFile, matchingSkill, type Shelf, shelfFor, skillMdFor } from './shelf.ts';

const MAIN = 'SKILL.md';

interface Desk {
  uses: readonly ToolUse[];
  skills: readonly { name: string; description: string }[];
}

/** Tools answer a refusal as text; then the edit was not made. */
const worked = ({ result }: ToolUse): boolean =>
  result !== null &&
  !/nothing was written|not found|not created|cannot be used|already exists|before you edit|occurs \d+ times|would become|keeps its name/i.test(
    result,
  );

const usesOf = ({ uses }: Desk, name: string, skill: string, path?: string): ToolUse[] =>
  uses.filter(
    (use) =>
      use.name === name &&
      argText(use.args, 'skill_name') === skill &&
      (path === undefined || argText(use.args, 'file_path') === path),
  );

const filesListed = (result: string): string[] =>
  [...result.matchAll(/^\s+- (\S.*?)(?: \([\w/.+-]+\))?$/gm)].map((match) => match[1] ?? '');

const wasWritten = ({ uses }: Desk, entry: SkillEntry): boolean =>
  uses.some(
    (use) =>
      (use.name === 'create_skill_file' && argText(use.args, 'content').includes(entry.text)) ||
      (use.name === 'str_replace_skill_file' && argText(use.args, 'new_string').includes(entry.text)),
  );

/** The text of a file as it is now: as it was read, unless it was edited since. */
function currentText(desk: Desk, skill: string, path: string): string | null {
  const read = usesOf(desk, 'get_skill_file', skill, path).findLast(worked);
  const edited = usesOf(desk, 'str_replace_skill_file', skill, path).findLast(worked);
  return read && (!edited || edited.index < read.index) ? (read.result ?? '') : null;
}

const HEADING = /^## (.+?)(?: \(date: (\d{4}-\d{2}-\d{2})\))?$/gm;

/** An entry that already says the same: the heading line that it stands under. */
function equalEntry(text: string, entry: SkillEntry): { line: string; date: string } | null {
  const size = stemsOf(entry.title).size;
  for (const match of text.matchAll(HEADING)) {
    const title = match[1] ?? '';
    if (overlap(title, entry.title) >= Math.max(1, size * 0.8))
      return { line: match[0], date: match[2] ?? '' };
  }
  return null;
}

/** The end of a file as a text that occurs only once in it. */
function anchorOf(text: string): string | null {
  const trimmed = text.trimEnd();
  for (let start = trimmed.lastIndexOf('\n') + 1; ; start = trimmed.lastIndexOf('\n', start - 2) + 1) {
    const anchor = trimmed.slice(start);
    if (anchor !== '' && trimmed.split(anchor).length === 2) return anchor;
    if (start === 0) return null;
  }
}

const isBullet = (context: Context): boolean => context.kind === 'factual' || context.kind === 'preferences';

/** Facts that the file does not hold yet. */
function newLines(text: string, entry: SkillEntry): string {
  const known = text.split('\n').filter((line) => line.startsWith('- '));
  const isNew = (line: string) => {
    const size = stemsOf(line).size;
    return !known.some((old) => overlap(old, line) >= size * 0.8);
  };
  return entry.text.split('\n').filter(isNew).join('\n');
}

function updateOf(context: Context, entry: SkillEntry, text: string): { old: string; fresh: string } | null {
  if (isBullet(context)) {
    const lines = newLines(text, entry);
    const anchor = anchorOf(text);
    return lines === '' || anchor === null ? null : { old: anchor, fresh: `${anchor}\n${lines}` };
  }
  const equal = equalEntry(text, entry);
  if (equal) {
    // Nothing new to say: the entry was confirmed today.
    if (equal.date === '' || equal.date >= context.date) return null;
    return { old: equal.line, fresh: equal.line.replace(equal.date, context.date) };
  }
  const anchor = anchorOf(text);
  return anchor === null ? null : { old: anchor, fresh: `${anchor}\n\n${entry.text}` };
}

interface Job {
  context: Context;
  entry: SkillEntry;
  shelf: Shelf;
}

/** What has to be read, or else what has to be written, for one context; null when it is done. */
function nextCalls(
  { context, entry, shelf }: Job,
  desk: Desk,
): { reads: WantedCall[]; edit: WantedCall | null } | null {
  const { uses } = desk;
  if (wasWritten(desk, entry)) return null;
  const made = uses.find(
    (use) => use.name === 'create_skill' && argText(use.args, 'skill_md_content') === skillMdFor(shelf),
  );
  // Refused for a skill that is there already: then the entry belongs into that one.
  const covering = /covered by the skill '([^']+)'/.exec(made?.result ?? '')?.[1];
  const created = made !== undefined && covering === undefined;
  const skill = created ? shelf.skill : (covering ?? matchingSkill(context, shelf, desk.skills));
  if (skill === null)
    return { reads: [], edit: call('create_skill', { skill_md_content: skillMdFor(shelf) }) };
  if (created && usesOf(desk, 'create_skill_file', skill, shelf.file).length > 0) return null;

  const listed = usesOf(desk, 'get_skill', skill).at(-1);
  const guide = usesOf(desk, 'get_skill_file', skill, MAIN);
  const reads = [
    ...(listed || created ? [] : [call('get_skill', { skill_name: skill })]),
    ...(guide.length > 0 || created ? [] : [call('get_skill_file', { skill_name: skill, file_path: MAIN })]),
  ];
  if (reads.length > 0) return { reads, edit: null };

  const path = matchingFile(shelf, filesListed(listed?.result ?? ''));
  if (path === null) {
    if (usesOf(desk, 'create_skill_file', skill, shelf.file).length > 0) return null;
    const content = `# ${shelf.heading}\n\n${entry.text}\n`;
    return {
      reads: [],
      edit: call('create_skill_file', { skill_name: skill, file_path: shelf.file, content }),
    };
  }
  const text = currentText(desk, skill, path);
  if (text === null) {
    const tries = usesOf(desk, 'get_skill_file', skill, path).length;
    return tries > 2
      ? null
      : { reads: [call('get_skill_file', { skill_name: skill, file_path: path })], edit: null };
  }
  const update = updateOf(context, entry, text);
  const tried = usesOf(desk, 'str_replace_skill_file', skill, path).some(
    (use) => argText(use.args, 'new_string') === update?.fresh,
  );
  if (!update || tried) return null;
  const args = { skill_name: skill, file_path: path, old_string: update.old, new_string: update.fresh };
  return { reads: [], edit: call('str_replace_skill_file', args) };
}

const NAMES: Record<string, string> = {
  create_skill: 'create a skill for the whole category, since none covers it',
  create_skill_file: 'add a file for this topic to the skill that covers it',
  str_replace_skill_file: 'update the file that covers it',
};

const KINDS = {
  success: 'a procedure that worked',
  failure: 'a warning from a failure',
  factual: 'facts',
  preferences: 'preferences of the user',
};

const thinkingAbout = ({ context, entry, shelf }: Job, edit: WantedCall): string =>
  [
    `Learned: ${KINDS[context.kind]}.`,
    `Category: ${shelf.skill}, file ${shelf.file}.`,
    `Decision: ${NAMES[edit.name] ?? edit.name}.`,
    `Entry: "${entry.title}".`,
    'It names roles and ratios, not the services and numbers of this case.',
  ].join(' ');

function jobFor(context: Context): Job[] {
  const entry = entryFor(context);
  return entry
    ? [{ context, entry: { title: redact(entry.title), text: redact(entry.text) }, shelf: shelfFor(context) }]
    : [];
}

/** Keeps the skills: reads what is there, thinks once, then one edit per turn, and finishes when nothing is left. */
export function runSkillLearner({ messages }: Ask): Reply {
  const texts = messages.filter(({ role }) => role === 'user').map(({ text }) => text);
  const desk: Desk = { uses: toolUsesOf(messages), skills: availableSkills(texts) };
  for (const job of contextsIn(texts).flatMap(jobFor)) {
    const next = nextCalls(job, desk);
    if (!next) continue;
    if (next.reads.length > 0) return { content: '', calls: next.reads };
    if (!next.edit) continue;
    const thought = desk.uses.some(({ name }) => name === 'report_thinking');
    if (!thought)
      return {
        content: '',
        calls: [call('report_thinking', { thinking: redact(thinkingAbout(job, next.edit)) })],
      };
    return { content: '', calls: [call(next.edit.name, redactArgs(next.edit.args))] };
  }
  const thought = desk.uses.some(({ name }) => name === 'report_thinking');
  const idle = call('report_thinking', {
    thinking: 'The skills already say this, or there is nothing to keep.',
  });
  return { content: '', calls: thought ? [call('finish')] : [idle, call('finish')] };
}
