import type { SkillBody } from '#lib/protocol/http.ts';
import type { SkillFile, SkillVersion } from '#lib/protocol/skill.ts';
import type { LintFinding } from '#lib/protocol/skill-lint.ts';
import { sayLines } from '#lib/skills/mask-lines.ts';
import { lintSkill } from '#lib/skills/lint-skill.ts';
import { diffFiles, type FileDiff } from '#lib/skills/diff-files.ts';
import { isLesson, splitEntries } from '#lib/skills/split-entries.ts';

/** The address's parameters as they came; any of them may be wrong. */
export interface SkillPageParams {
  file?: string | undefined;
  version?: string | undefined;
  diff?: string | undefined;
  raw?: string | undefined;
  line?: string | undefined;
}

export interface SkillPage {
  /** Newest first. */
  versions: SkillVersion[];
  /** The version that is shown. */
  version: SkillVersion;
  isLatest: boolean;
  /** SKILL.md first, then by path. */
  files: SkillFile[];
  /** The file that is shown: unless asked for, the first that teaches something, else SKILL.md; null only for a skill without files. */
  file: SkillFile | null;
  raw: boolean;
  /** The line that the address points at; null when it names none. */
  line: number | null;
  /** What the lint says about the version that is shown. */
  findings: LintFinding[];
  /** Set when two versions are compared: the older content, and the files that differ (or the one asked for). */
  comparison: { base: SkillVersion; diffs: FileDiff[] } | null;
  /** What the address asked for and the skill does not have. */
  notices: string[];
}

/** What the page shows for an address: wrong parameters fall back to the default and are named. Null without versions. */
export function prepareSkillPage(body: SkillBody, params: SkillPageParams): SkillPage | null {
  const versions = body.versions.toSorted((a, b) => b.number - a.number);
  const latest = versions[0];
  if (!latest) return null;
  const notices: string[] = [];
  const find = (wanted: string | undefined, what: string): SkillVersion | null => {
    if (!wanted) return null;
    const version = versions.find(({ versionId, number }) => wanted === versionId || wanted === `${number}`);
    if (!version) notices.push(`The lab holds no version ${wanted} of this skill; ${what}.`);
    return version ?? null;
  };
  const version = find(params.version, 'the newest one is shown') ?? latest;
  const mask = version.ablationOf;
  if (mask)
    notices.push(
      `This is v${mask.number} without ${sayLines(mask)} of ${mask.file}: the lab's own copy, made to see what these lines are worth. It is never published.`,
    );
  const base = find(params.diff, 'there is nothing to compare with');
  const files = orderFiles(version.files);
  const asked = params.file;
  const inBase = base?.files.some(({ path }) => path === asked) ?? false;
  const found = files.find(({ path }) => path === asked);
  if (asked && !found && !inBase)
    notices.push(`Version ${version.number} has no file ${asked}; ${files[0]?.path ?? 'nothing'} is shown.`);
  return {
    versions,
    version,
    isLatest: version === latest,
    files,
    file: found ?? (asked ? null : findTaught(files)) ?? files[0] ?? null,
    raw: params.raw === '1',
    line: /^[1-9]\d{0,6}$/.test(params.line ?? '') ? Number(params.line) : null,
    findings: lintSkill(version.files),
    comparison: base && {
      base,
      diffs: diffFiles(base.files, version.files).filter(({ path, change }) =>
        asked && (found || inBase) ? path === asked : change !== 'same',
      ),
    },
    notices,
  };
}

/** The first file that holds a lesson: SKILL.md of a learned skill is often no more than a table of contents. */
function findTaught(files: readonly SkillFile[]): SkillFile | undefined {
  return files.find(({ path, content }) => /\.md$/i.test(path) && splitEntries(content).some(isLesson));
}

function orderFiles(files: readonly SkillFile[]): SkillFile[] {
  const rank = ({ path }: SkillFile) => (path === 'SKILL.md' ? 0 : 1);
  return files.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}
