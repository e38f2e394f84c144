import type { LintCounts, LintFinding, LintLevel } from '#lib/protocol/skill-lint.ts';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { lintDuplicates, lintEntry } from './lint-entries.ts';
import { lintFiles } from './lint-files.ts';
import { parseSkillMd } from './parse-skill-md.ts';
import { splitEntries } from './split-entries.ts';
import { validateSkill } from './validate-skill.ts';

const MAIN = 'SKILL.md';
const RANK: Record<LintLevel, number> = { error: 0, warning: 1, note: 2 };
/** Beyond this a file is not taken apart into entries: nobody reads it, and the page has to answer. */
const MAX_READ = 300_000;
/** A status code, a date or a ticket in a name: the case, not its category. */
const ONE_CASE =
  /(?:^|-)(?:\d{3,}|\d{4}-\d{2}(?:-\d{2})?)(?:-|$)|(?:^|-)(?:incident|ticket|inc|case|issue)-?\d+/;

/** Line of SKILL.md on which a key of the front matter stands; 1 when it has none. */
function lineOfKey(content: string, rule: string): number {
  const [key = ''] = rule.split('-');
  const at = content.split('\n').findIndex((line) => line.startsWith(`${key}:`));
  return at < 0 ? 1 : at + 1;
}

function specification(files: readonly SkillFile[], main: string): LintFinding[] {
  return validateSkill(files).map(({ severity, rule, message }) => ({
    level: severity,
    rule,
    file: MAIN,
    line: lineOfKey(main, rule),
    message,
  }));
}

function frontMatter(main: string): LintFinding[] {
  const parsed = parseSkillMd(main);
  if (!parsed.ok) return [];
  const { name, description } = parsed.skill;
  const at = (rule: string, key: string, message: string): LintFinding => ({
    level: 'note',
    rule,
    file: MAIN,
    line: lineOfKey(main, key),
    message,
  });
  const saysWhen = /\b(?:use|when|whenever|if|before|after|while|during)\b/i.test(description);
  return [
    ...(description.length >= 20 && saysWhen
      ? []
      : [
          at(
            'description-vague',
            'description',
            'The description does not say when to use the skill. Add “Use it when …”.',
          ),
        ]),
    ...(ONE_CASE.test(name)
      ? [
          at(
            'narrow-name',
            'name',
            `‘${name}’ names a single case. Name the category, and keep cases as entries.`,
          ),
        ]
      : []),
  ];
}

/**
 * What a reader of a skill should know or change: the format's rules and whether its advice can be followed safely. Every
 * finding says what to do. Errors first, then by file and line.
 */
export function lintSkill(files: readonly SkillFile[]): LintFinding[] {
  const main = files.find(({ path }) => path === MAIN)?.content ?? '';
  const readable = files.filter(
    ({ path, content }) => /\.(?:md|markdown)$/i.test(path) && content.length <= MAX_READ,
  );
  const findings = [
    ...specification(files, main),
    ...frontMatter(main),
    ...lintFiles(files),
    ...readable.flatMap(({ path, content }) =>
      splitEntries(content).flatMap((entry) => lintEntry(path, entry)),
    ),
    ...lintDuplicates(readable),
  ];
  const fileRank = (file: string): string => (file === MAIN ? '' : file);
  return findings.toSorted(
    (a, b) =>
      RANK[a.level] - RANK[b.level] ||
      (fileRank(a.file) < fileRank(b.file) ? -1 : Number(fileRank(a.file) > fileRank(b.file))) ||
      a.line - b.line,
  );
}

export const countFindings = (findings: readonly LintFinding[]): LintCounts => ({
  error: findings.filter(({ level }) => level === 'error').length,
  warning: findings.filter(({ level }) => level === 'warning').length,
  note: findings.filter(({ level }) => level === 'note').length,
});
