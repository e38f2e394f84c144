import type { LintFinding } from '#lib/protocol/skill-lint.ts';
import type { SkillFile } from '#lib/protocol/skill.ts';
import { findSecrets } from './find-secrets.ts';
import type { LintRule } from './lint-rules.ts';
import { resolveLink } from './resolve-link.ts';
import { frontMatterLines } from './split-entries.ts';

const MAX_CHARACTERS = 20_000;
const MAX_LINES = 500;
const MAX_FILES = 50;

type Found = LintFinding & { rule: LintRule };

const isMarkdown = (path: string): boolean => /\.(?:md|markdown)$/i.test(path);
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Credentials, one finding each; the message does not repeat them. */
const secretsOf = ({ path, content }: SkillFile): Found[] =>
  findSecrets(content).map(({ start, kind }) => ({
    level: 'error',
    rule: 'secret',
    file: path,
    line: lineAt(content, start),
    message: `This looks like a secret (${kind}). Remove it, and renew it where it is used.`,
  }));

function deadLinksOf({ path, content }: SkillFile, paths: readonly string[]): Found[] {
  if (!isMarkdown(path)) return [];
  const lines = content.split(/\r?\n/);
  const skip = frontMatterLines(lines);
  let fenced = false;
  return lines.flatMap((text, index): Found[] => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || index < skip) return [];
    const links = [
      ...text
        .replaceAll(/`[^`]*`/g, '')
        .matchAll(/(?<!!)\[[^\][]{0,300}\]\(\s{0,4}<?([^)\s>]{1,500})>?[^)]{0,200}\)/g),
    ];
    return links
      .map((match) => match[1] ?? '')
      .filter((href) => resolveLink(href, path, paths).kind === 'dead')
      .map((href) => ({
        level: 'warning',
        rule: 'dead-link',
        file: path,
        line: index + 1,
        message: `‘${href}’ is not a file of this skill. Correct the path or remove the link.`,
      }));
  });
}

/** SKILL.md's own size is the specification's matter. */
function sizeOf({ path, content }: SkillFile): Found[] {
  const lines = content.split('\n').length;
  if (path === 'SKILL.md' || (content.length <= MAX_CHARACTERS && lines <= MAX_LINES)) return [];
  const size = `${lines} lines, about ${Math.round(content.length / 4000)} thousand tokens`;
  return [
    {
      level: 'note',
      rule: 'file-size',
      file: path,
      line: 1,
      message: `This file is long (${size}). Split it by topic.`,
    },
  ];
}

/** What can be said of files without reading their entries. */
export function lintFiles(files: readonly SkillFile[]): LintFinding[] {
  const paths = files.map(({ path }) => path);
  const findings: LintFinding[] = files.flatMap((file) => [
    ...secretsOf(file),
    ...deadLinksOf(file, paths),
    ...sizeOf(file),
  ]);
  if (files.length > MAX_FILES)
    findings.push({
      level: 'note',
      rule: 'file-count',
      file: 'SKILL.md',
      line: 1,
      message: `The skill has ${files.length} files. Group them in folders or split the skill by category.`,
    });
  return findings;
}
