import type { NewExperiment } from '#lib/protocol/experiment-http.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { publishedVersion, standingsOf } from '#lib/skills/standing-of.ts';
import type { Lab } from '../lab/lab.ts';

type Pick = NewExperiment['arms'][number]['pick'];

/** These versions, or when asked for the published version of each of their skills that has one. */
export async function pickVersions(
  lab: Lab,
  versions: readonly SkillVersion[],
  pick: Pick,
): Promise<SkillVersion[]> {
  if (pick !== 'published') return [...versions];
  const published = await Promise.all(
    versions.map(async ({ skillId }) => {
      const versionId = publishedVersion(standingsOf(await lab.store.decisions.list(skillId)));
      return versionId === null ? null : lab.store.skillVersions.get(versionId, skillId);
    }),
  );
  return published.filter((version) => version !== null);
}

/** What these versions are compared with: the version before each, or the published one where it is another. */
export async function pickPrevious(
  lab: Lab,
  versions: readonly SkillVersion[],
  pick: Pick,
): Promise<{ skills: SkillVersion[]; note: string; missing: string }> {
  if (pick === 'published') {
    const ids = new Set(versions.map(({ versionId }) => versionId));
    return {
      skills: (await pickVersions(lab, versions, pick)).filter(({ versionId }) => !ids.has(versionId)),
      note: 'The published version of each of the learned arm.',
      missing:
        'No other version of the learned skill is published; publish one on its page, or choose versions.',
    };
  }
  const parents = await Promise.all(
    versions.map(async ({ parentVersionId, skillId }) =>
      parentVersionId === null ? null : lab.store.skillVersions.get(parentVersionId, skillId),
    ),
  );
  return {
    skills: parents.filter((version) => version !== null),
    note: 'The version before each of the learned arm.',
    missing: 'The learned skill has no version before this one.',
  };
}
