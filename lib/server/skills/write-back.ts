import 'server-only';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { SkillFile, SkillVersion } from '#lib/protocol/skill.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
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
  const spaces = await lab.store.remotes.find('space', spaceId);
  if (spaces.length === 0) return 'It is in no learning space: only the lab’s snapshot of it exists.';
  const space = spaces.find(({ place }) => place.server === lab.place.server);
  if (!space)
    return `Its learning space is at another Acontext (${spaces.map(({ place }) => placeLabel(place)).join(', ')}).`;
  const summary = await lab.store.skillVersions.summary(skillId);
  if (!summary?.live) return 'Its learning space was reset or deleted.';
  return (await learningInto(lab, spaceId))
    ? 'A run is teaching this learning space now; wait until its learning has ended.'
    : null;
}

async function learningInto(lab: Lab, spaceId: string): Promise<boolean> {
  const { runs } = await lab.store.runs.list({ limit: 50 });
  return runs.some(
    ({ plan, status, learning }) =>
      plan.learnsInto === spaceId && (isAtWork(status) || learning.state === 'running'),
  );
}

/**
 * Before a write-back: refuses where it must, keeps what stands in the learning space as a snapshot, and returns it. Afterwards the space may
 * hold files of both versions until `writeBack` or `restore` has ended.
 */
export async function keepFormer(lab: Lab, version: SkillVersion): Promise<SkillFile[]> {
  const reason = await whyNotWritable(lab, version);
  if (reason !== null) {
    throw new LabError({
      code: 'conflict',
      message: `The content cannot be written back: ${reason}`,
      hint: 'Nothing was changed. The decision can be made without writing back.',
    });
  }
  await snapshotSkills(lab, version.spaceId, UNKNOWN);
  return filesNow(lab, version.skillId);
}

/**
 * Makes the skill in its learning space hold exactly the files of a version. Acontext can change one file at a time only, so: write, read
 * everything back, and when anything differs put the former files back; the error says which of the two states holds.
 * Afterwards the content is a snapshot of its own, so that the next learning is compared with it. Safe to repeat.
 */
export async function writeBack(
  lab: Lab,
  version: SkillVersion,
  former: readonly SkillFile[],
): Promise<{ spaceId: string; server: string }> {
  const { skillId, spaceId } = version;
  try {
    await putFiles(lab, skillId, await filesNow(lab, skillId), version.files);
    await requireContent(lab, skillId, version.contentHash);
  } catch (error) {
    throw await undo(lab, skillId, former, error);
  }
  await snapshotSkills(lab, spaceId, UNKNOWN);
  return { spaceId, server: placeLabel(lab.place) };
}

/** Puts the former content back, whatever stands there now. */
export async function restore(lab: Lab, skillId: string, former: readonly SkillFile[]): Promise<void> {
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

async function undo(
  lab: Lab,
  skillId: string,
  former: readonly SkillFile[],
  cause: unknown,
): Promise<LabError> {
  const why = errorMessage(cause);
  try {
    await restore(lab, skillId, former);
    return new LabError(
      {
        code: 'acontext_failed',
        message: `The content could not be written back: ${why}`,
        hint: 'The learning space has its former content again, and nothing was decided.',
      },
      { cause },
    );
  } catch (error) {
    return new LabError(
      {
        code: 'acontext_failed',
        message: `The content could not be written back (${why}), nor the former content restored (${errorMessage(error)}).`,
        hint: 'The skill in the learning space may hold files of both. Both versions are in the lab: decide again once Acontext answers.',
      },
      { cause: error },
    );
  }
}
