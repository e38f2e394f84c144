import type { SkillAccess } from '#lib/protocol/ports.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { contentTypeOf, mimeOf } from './file-types.ts';
import type { AcontextClient } from './create-acontext-client.ts';
import type { AcontextSkill } from './skills.ts';
import type { ReadableSkill } from './skill-tools.ts';
import { createSkillTools } from './skill-tools.ts';

/** No skills: no tools, no block in the system prompt. */
export const noSkills: SkillAccess = createSkillTools([]);

/**
 * Live skills of Acontext. Names, descriptions and file lists are as they are now; the content of a file is as it is
 * when it is read. `versionIdOf` tells our snapshot of a skill, where there is one.
 */
export async function createSkillAccess(
  client: AcontextClient,
  skillIds: readonly string[],
  versionIdOf: (skill: AcontextSkill) => string | null = () => null,
): Promise<SkillAccess> {
  const skills: ReadableSkill[] = [];
  for (const skillId of skillIds) {
    const skill = await client.skills.get(skillId);
    const { name, description, files } = skill;
    skills.push({
      skillId,
      name,
      description,
      versionId: versionIdOf(skill),
      files,
      read: (path, expireSeconds) => client.skills.getFile(skillId, path, { expireSeconds }),
    });
  }
  return createSkillTools(skills);
}

/** Frozen skills: what the agent reads is what the snapshots hold, in the same words. */
export function createSnapshotSkillAccess(versions: readonly SkillVersion[]): SkillAccess {
  return createSkillTools(
    versions.map(({ skillId, name, description, versionId, files }) => ({
      skillId,
      name,
      description,
      versionId,
      files: files
        .map(({ path }) => ({ path, mime: mimeOf(path) }))
        .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      async read(path) {
        const file = files.find((candidate) => candidate.path === path);
        if (!file) throw new LabError({ code: 'not_found', message: `The skill has no file ${path}.` });
        return {
          path,
          mime: mimeOf(path),
          content: { type: contentTypeOf(path), raw: file.content },
          url: null,
        };
      },
    })),
  );
}
