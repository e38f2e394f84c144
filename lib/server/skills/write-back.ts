import 'server-only';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillFile, SkillVersion } from '#lib/protocol/skill.ts';
import { hashFiles } from '#lib/skills/hash-files.ts';
import type { Lab } from '../lab/lab.ts';
import { placeLabel } from '../acontext/remote-place.ts';
import { readSkillFiles, snapshotSkills } from '../runs/snapshot-skills.ts';

const UNKNOWN = { runId: null, sessionId: null, taskIds: [], distillation: null };

/** Why the content of a skill cannot be written into its learning space now; null when it can. */
export async function whyNotWritable(
  lab: Lab,
  { skillId, spaceId }: Pick<SkillVersion, 'skillId' | 'spaceId'>,
): Promise<string | null> {
  const elsewhere = await whyElsewhere(lab, spaceId);
  if (elsewhere !== null) return elsewhere;
  const summary = await lab.store.skillVersions.summary(skillId);
  if (!summary?.live) return 'Its learning space was reset or deleted.';
  return (await learningInto(lab, spaceId)) ? IS_TAUGHT : null;
}

/** Why this lab, as it is configured now, does not reach the space. */
async function whyElsewhere(lab: Lab, spaceId: string): Promise<string | null> {
  const spaces = await lab.store.remotes.find('space', spaceId);
  if (spaces.length === 0) return 'It is in no learning space: only the lab’s snapshot of it exists.';
  if (spaces.some(({ place }) => place.server === lab.place.server)) return null;
  return `Its learning space is at another Acontext (${spaces.map(({ place }) => placeLabel(place)).join(', ')}).`;
}

const IS_TAUGHT = 'A run is teaching this learning space now; wait until its learning has ended.';

async function learningInto(lab: Lab, spaceId: string): Promise<boolean> {
  const { runs } = await lab.store.runs.list({ limit: 50 });
  return runs.some(
    ({ plan, status, learning }) =>
      plan.learnsInto === spaceId && (isAtWork(status) || learning.state === 'running'),
  );
}

/** Refuses where the content must not be written. */
export async function requireWritable(lab: Lab, version: SkillVersion): Promise<void> {
  const reason = await whyNotWritable(lab, version);
  if (reason === null) return;
  throw new LabError(
    {
      code: 'conflict',
      message: `The content cannot be written back: ${reason}`,
      hint: 'The decision can be made without writing back.',
    },
    { cause: reason },
  );
}

/** The refusal ends with the learning that is its reason. */
export const isOnlyTaught = ({ cause }: LabError): boolean => cause === IS_TAUGHT;

/** Keeps what stands in the learning space as a snapshot, and returns it. */
export async function keepFormer(lab: Lab, version: SkillVersion): Promise<SkillFile[]> {
  await snapshotSkills(lab, version.spaceId, UNKNOWN);
  return filesNow(lab, version.skillId);
}

/**
 * Makes the skill in its learning space hold exactly the files of a version, and reads everything back. Acontext can change one file at
 * a time only, so whoever is interrupted or refused in between leaves files of both versions; safe to repeat. Afterwards the
 * content is a snapshot of its own, so that the next learning is compared with it.
 */
export async function writeBack(
  lab: Lab,
  { skillId, spaceId, files, contentHash }: SkillVersion,
): Promise<{ spaceId: string; server: string }> {
  await putFiles(lab, skillId, await filesNow(lab, skillId), files);
  await requireContent(lab, skillId, contentHash);
  await snapshotSkills(lab, spaceId, UNKNOWN);
  return { spaceId, server: placeLabel(lab.place) };
}

/** Puts the former content back, whatever stands there now. */
export async function restore(
  lab: Lab,
  { skillId, spaceId }: Pick<SkillVersion, 'skillId' | 'spaceId'>,
  former: readonly SkillFile[],
): Promise<void> {
  const elsewhere = await whyElsewhere(lab, spaceId);
  if (elsewhere !== null)
    throw new LabError({ code: 'conflict', message: `The former content cannot be put back: ${elsewhere}` });
  await putFiles(lab, skillId, await filesNow(lab, skillId), former);
  await requireContent(lab, skillId, hashFiles(former));
}

async function filesNow(lab: Lab, skillId: string): Promise<SkillFile[]> {
  const { files } = await lab.acontext.skills.get(skillId);
  return readSkillFiles(
    lab,
    skillId,
    files.map(({ path }) => path),
  );
}

/** SKILL.md last: whoever reads meanwhile finds the files that it speaks of. */
async function putFiles(
  lab: Lab,
  skillId: string,
  from: readonly SkillFile[],
  to: readonly SkillFile[],
): Promise<void> {
  const old = new Map(from.map(({ path, content }) => [path, content]));
  const changed = to.filter(({ path, content }) => old.get(path) !== content);
  const isMain = ({ path }: SkillFile) => Number(path === 'SKILL.md');
  for (const { path, content } of changed.toSorted((a, b) => isMain(a) - isMain(b))) {
    await lab.acontext.skills.writeFile(skillId, path, content);
  }
  const wanted = new Set(to.map(({ path }) => path));
  for (const { path } of from) if (!wanted.has(path)) await lab.acontext.skills.deleteFile(skillId, path);
}

async function requireContent(lab: Lab, skillId: string, contentHash: string): Promise<void> {
  if (hashFiles(await filesNow(lab, skillId)) === contentHash) return;
  throw new LabError({
    code: 'acontext_failed',
    message: 'Acontext holds other content than what was written.',
  });
}
