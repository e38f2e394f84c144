import type { AcontextSkill } from '#lib/acontext/index.ts';
import type { BodyOf } from '#lib/protocol/run-event.ts';
import type { Provenance, SkillFile } from '#lib/protocol/skill.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import { isBornInSpace } from '../skills/is-born-in-space.ts';
import type { Lab } from '../lab/lab.ts';

export type SkillChange = Omit<BodyOf<'skill.updated'>['data'], 'attempt'>;

/** Every learning space has these from its birth: their presence is no evidence of learning. */
const DEFAULT_SKILLS: ReadonlySet<string> = new Set(['daily-logs', 'user-general-facts']);

/**
 * Compares each skill of a space with our newest snapshot of it and stores a new version where the content differs.
 * Returns what changed. Safe to repeat: equal content makes no second version.
 */
export async function snapshotSkills(
  lab: Lab,
  spaceId: string,
  provenance: Provenance,
): Promise<SkillChange[]> {
  const space = await lab.acontext.learningSpaces.get(spaceId);
  const found: { skill: AcontextSkill; files: SkillFile[] }[] = [];
  for (const skill of await lab.acontext.learningSpaces.listSkills(spaceId)) {
    const paths = skill.files.map(({ path }) => path);
    found.push({ skill, files: await readSkillFiles(lab, skill.skillId, paths) });
  }
  // All is read before anything is stored: when Acontext goes away in between, another try finds the same changes.
  const changes: SkillChange[] = [];
  for (const { skill, files } of found) {
    const contentHash = hashFiles(files);
    const latest = await lab.store.skillVersions.latestBySkill(skill.skillId);
    const { version, added } = await lab.store.skillVersions.add({
      versionId: `skv_${contentHash.slice(0, 16)}`,
      skillId: skill.skillId,
      spaceId,
      name: skill.name,
      description: skill.description,
      contentHash,
      files,
      isDefault: latest?.isDefault ?? DEFAULT_SKILLS.has(skill.name),
      provenance,
    });
    if (!added) continue;
    if (isBornInSpace(space, skill)) {
      await lab.store.remotes.track({ place: lab.place, kind: 'skill', id: skill.skillId, spaceId });
    }
    changes.push({
      skillId: skill.skillId,
      name: skill.name,
      change: latest ? 'updated' : 'created',
      versionId: version.versionId,
      parentVersionId: version.parentVersionId,
      paths: changedPaths(latest?.files ?? [], files),
      isDefault: version.isDefault,
    });
  }
  return changes;
}

/** Paths that were added, removed or rewritten. */
function changedPaths(before: readonly SkillFile[], after: readonly SkillFile[]): string[] {
  const old = new Map(before.map(({ path, content }) => [path, content]));
  const now = new Map(after.map(({ path, content }) => [path, content]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => old.get(path) !== now.get(path))
    .toSorted();
}

/** The text files of a skill as Acontext has them now. */
export async function readSkillFiles(
  lab: Lab,
  skillId: string,
  paths: readonly string[],
): Promise<SkillFile[]> {
  const files: SkillFile[] = [];
  for (const path of paths.toSorted()) {
    const { content } = await lab.acontext.skills.getFile(skillId, path);
    // A file without text (an image that somebody uploaded) is listed by Acontext but is not part of our snapshots.
    if (content !== null) files.push({ path, content: content.raw });
  }
  return files;
}
