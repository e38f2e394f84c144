import type { LintCounts } from '#lib/protocol/skill-lint.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { countFindings, lintSkill } from './lint-skill.ts';

const MAX_REMEMBERED = 20_000;

/** Counts findings of versions; equal content is read once, since a list of skills is asked for often. */
export function createLintCounts(): (version: Pick<SkillVersion, 'contentHash' | 'files'>) => LintCounts {
  const known = new Map<string, LintCounts>();
  return ({ contentHash, files }) => {
    const counts = known.get(contentHash) ?? countFindings(lintSkill(files));
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(contentHash, counts);
    return counts;
  };
}
