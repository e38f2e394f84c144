import type { LintFinding } from '#lib/protocol/skill-lint.ts';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { findConstants } from './find-constants.ts';
import type { LintRule } from './lint-rules.ts';
import { isLesson, splitEntries, type SkillEntry } from './split-entries.ts';

const SAYS_WHEN =
  /\b(?:appl(?:y|ies)|use (?:this|it|them)|relevant|valid|holds) (?:only )?(?:when|if|where|to|for)\b|^\s*(?:[-*]\s+)?(?:only )?(?:when|if) .+,/i;
const SAYS_UNLESS =
  /\b(?:not (?:when|if|where|for)|(?:does|do) not (?:apply|use|follow|hold)|unlike|look.?alikes?|unless|rather than|instead of|tells? (?:it|this|them|these|the cases?) (?:apart|from)|distinguish\w*)\b/i;

const quoted = (title: string): string => `‘${title.length > 70 ? `${title.slice(0, 70)}…` : title}’`;
const WHAT = { number: 'the value', address: 'the address', identifier: 'the identifier' } as const;

/** What an entry that gives advice lacks or should say in another way. */
export function lintEntry(file: string, entry: SkillEntry): LintFinding[] {
  if (!isLesson(entry)) return [];
  const at = (level: LintFinding['level'], rule: LintRule, line: number, message: string): LintFinding => ({
    level,
    rule,
    file,
    line,
    message,
  });
  const says = (part: string, find: RegExp): boolean =>
    entry.lines.some((each) => each.part === part || (each.part !== 'steps' && find.test(each.text)));
  const name = quoted(entry.title || file);
  const findings = findConstants(entry).map(({ line, value, kind }) =>
    at(
      'warning',
      'answer-constant',
      line,
      `A rule of ${name} prescribes ${WHAT[kind]} ‘${value}’. Say how it follows from what is observed, or mark it as an example.`,
    ),
  );
  if (!says('when', SAYS_WHEN))
    findings.push(
      at(
        'warning',
        'no-applicability',
        entry.line,
        `${name} does not say when it applies. Add “When to Apply: …”.`,
      ),
    );
  // A warning without steps is recognised by its symptom; only a procedure can be followed in the wrong place.
  const hasSteps = entry.lines.some(({ part, numbered }) => numbered && part !== 'guide');
  if (hasSteps && !says('unless', SAYS_UNLESS))
    findings.push(
      at(
        'warning',
        'no-look-alikes',
        entry.line,
        `${name} does not say what tells its case from look-alikes. Add “Look-alikes: Not when …”.`,
      ),
    );
  if (entry.date === null && !/\d{4}-\d{2}-\d{2}/.test(file))
    findings.push(
      at('note', 'undated', entry.line, `${name} has no date. Add “(date: YYYY-MM-DD)” to its heading.`),
    );
  return findings;
}

const key = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
const bodyOf = ({ lines }: SkillEntry): string => key(lines.map(({ text }) => text).join(' '));
/** Shorter texts are alike by chance. */
const LEAST_BODY = 60;

/** Advice with the same title or the same text twice in a skill, and bullets twice in a file. */
export function lintDuplicates(files: readonly SkillFile[]): LintFinding[] {
  const findings: LintFinding[] = [];
  const seen = new Map<string, string>();
  const report = (what: string, file: string, line: number, message: (first: string) => string): void => {
    const first = seen.get(what);
    if (first === undefined) seen.set(what, `${file}, line ${line}`);
    else findings.push({ level: 'warning', rule: 'duplicate', file, line, message: message(first) });
  };
  for (const { path, content } of files) {
    for (const entry of splitEntries(content)) {
      const name = quoted(entry.title);
      const body = bodyOf(entry);
      const again = (first: string) =>
        `${name} is already in ${first}. Merge the two and keep the later date.`;
      const before = findings.length;
      if (isLesson(entry)) report(`title ${key(entry.title)}`, path, entry.line, again);
      if (body.length >= LEAST_BODY && findings.length === before)
        report(`body ${body}`, path, entry.line, again);
      for (const { text, line } of isLesson(entry)
        ? []
        : entry.lines.filter((each) => /^[-*+]\s/.test(each.text)))
        report(
          `bullet ${path} ${key(text)}`,
          path,
          line,
          (first) => `This line is already in ${first}. Remove one.`,
        );
    }
  }
  return findings;
}
