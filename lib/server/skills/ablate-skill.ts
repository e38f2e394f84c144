import 'server-only';
import { LIBRARY_SPACE } from '#lib/protocol/library-space.ts';
import { sha256 } from '#lib/experiments/hash-plan.ts';
import type { AblationBody, NewAblation } from '#lib/protocol/ablation.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import { maskLines, sayLines } from '#lib/skills/mask-lines.ts';
import { createExperiment } from '../experiments/create-experiment.ts';
import { getLab } from '../lab/get-lab.ts';
import { getSkill } from './get-skill.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

/**
 * What a stretch of a skill is worth: keeps a copy without it, and starts a small experiment of the two on the same
 * incidents and seeds. It is exploratory: a few pairs show what happens, not how sure that is.
 */
export async function ablateSkill(idOrName: string, input: NewAblation): Promise<AblationBody> {
  const lab = await getLab();
  const { versions } = found(await getSkill(idOrName), `skill ${idOrName}`);
  const version = found(
    versions.find(({ versionId }) => versionId === input.versionId),
    `version ${input.versionId} of this skill`,
  );
  const masked = await keepMasked(lab, version, input);
  const lines = sayLines(input);
  const [whole, without] = [`v${version.number}`, `v${version.number} without ${lines}`.slice(0, 40)];
  const { experimentId } = await createExperiment({
    title: `Ablation: ${version.name} v${version.number} with and without ${lines} of ${input.file}`.slice(
      0,
      120,
    ),
    claim: input.scenarioIds.length > 1 ? 'family' : 'incident',
    scenarioIds: input.scenarioIds,
    seeds: input.seeds,
    arms: [
      { arm: 'learned', label: whole, versionIds: [version.versionId] },
      { arm: 'previous', label: without, versionIds: [masked.versionId] },
    ],
    rules: { contrasts: [{ treated: whole, control: without, says: `what ${lines} of the skill do` }] },
    exploratory: true,
    start: true,
    ...(input.requestId !== undefined && { requestId: input.requestId }),
  });
  return { experimentId, skillId: masked.skillId, versionId: masked.versionId };
}

/** The copy, stored once per place and content. */
async function keepMasked(
  lab: Lab,
  version: SkillVersion,
  { file, from, to }: NewAblation,
): Promise<SkillVersion> {
  const masked = maskLines(version.files, { file, from, to });
  if (!masked.ok)
    throw new LabError({ code: 'invalid_input', message: masked.reason, fields: { from: masked.reason } });
  const contentHash = hashFiles(masked.files);
  const skillId = idLikeAny(`${version.skillId} ${version.versionId} ${file} ${from}-${to} ${contentHash}`);
  const { version: stored } = await lab.store.skillVersions.add({
    versionId: `skv_${contentHash.slice(0, 16)}`,
    skillId,
    spaceId: LIBRARY_SPACE,
    name: version.name,
    description: version.description,
    contentHash,
    files: masked.files,
    isDefault: false,
    provenance: { runId: null, sessionId: null, taskIds: [], distillation: null },
    ablationOf: {
      skillId: version.skillId,
      versionId: version.versionId,
      number: version.number,
      file,
      from,
      to,
    },
  });
  // It is in no learning space: only this copy exists.
  await lab.store.skillVersions.markGone([skillId]);
  return stored;
}

/** The agent reads the id of a skill, so this one looks like every other and tells nothing. */
function idLikeAny(text: string): string {
  const hex = sha256(text);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
