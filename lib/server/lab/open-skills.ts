import { createSkillAccess, createSnapshotSkillAccess, noSkills } from '#lib/acontext/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillAccess, Step } from '#lib/protocol/ports.ts';
import type { SkillSource } from '#lib/protocol/run-plan.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import type { Lab } from './lab.ts';
import { snapshotSkills } from '../runs/snapshot-skills.ts';

/** The skills that a run's agent may read. */
export async function openSkills(lab: Lab, source: SkillSource, step: Step): Promise<SkillAccess> {
  switch (source.kind) {
    case 'none':
      return noSkills;
    case 'versions': {
      const versions = await Promise.all(source.versionIds.map((id) => versionOf(lab, id)));
      return createSnapshotSkillAccess(versions);
    }
    case 'space': {
      const offered = await step('skills', () => listOffered(lab, source.spaceId));
      const versions = new Map(offered.map(({ skillId, versionId }) => [skillId, versionId]));
      return createSkillAccess(
        lab.acontext,
        [...versions.keys()],
        ({ skillId }) => versions.get(skillId) ?? null,
      );
    }
  }
}

/** Every skill of the space with the version that our snapshot of its content has. */
async function listOffered(
  lab: Lab,
  spaceId: string,
): Promise<{ skillId: string; versionId: string | null }[]> {
  // Also catches what somebody changed outside the lab since the last learning.
  await snapshotSkills(lab, spaceId, { runId: null, sessionId: null, taskIds: [], distillation: null });
  const skills = await lab.acontext.learningSpaces.listSkills(spaceId);
  return Promise.all(
    skills.map(async ({ skillId }) => ({
      skillId,
      versionId: (await lab.store.skillVersions.latestBySkill(skillId))?.versionId ?? null,
    })),
  );
}

async function versionOf(lab: Lab, versionId: string): Promise<SkillVersion> {
  const version = await lab.store.skillVersions.get(versionId);
  if (!version) throw new LabError({ code: 'not_found', message: `There is no skill version ${versionId}.` });
  return version;
}
