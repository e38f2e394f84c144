import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { metadataOf } from '#lib/skills/stamp-standing.ts';
import { openStore } from '#lib/store/index.ts';
import type { TestLab } from '#lib/testing/open-test-lab.ts';
import { sampleDecision } from '#lib/testing/sample-decision.ts';
import {
  openWriteBackHarness,
  publish,
  type KillPoint,
  type WriteBackHarness,
} from '#lib/testing/write-back-harness.ts';
import { decideSkill } from './decide-skill.ts';
import { readStanding } from './get-skill-decisions.ts';

/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 };

let harness: WriteBackHarness;
beforeAll(async () => {
  harness = await openWriteBackHarness();
});
afterEach(() => harness.close());
afterAll(() => harness.remove());

describe('a lab that is killed with -9 while it writes a version back', () => {
  interface Point extends KillPoint {
    name: string;
    /** What that leaves in the learning space. */
    leaves: 'the former content' | 'files of both' | 'the new content';
  }
  const POINTS: Point[] = [
    { name: 'before anything is changed', writes: 0, at: 'any request', leaves: 'the former content' },
    { name: 'at the first file', writes: 0, at: 'a change that never arrives', leaves: 'the former content' },
    {
      name: 'between two files',
      writes: 1,
      at: 'a change whose answer never comes',
      leaves: 'files of both',
    },
    { name: 'while everything is read back', writes: 3, at: 'any request', leaves: 'the new content' },
  ];

  it.each(POINTS)('$name: the next start completes it, and nothing half-written is kept', async (point) => {
    const { skillId, versions, hashThere } = harness;
    const { now, next } = await harness.nowAndNext();
    await harness.killAt(point, next);
    const left = await hashThere();
    const known = { [now.contentHash]: 'the former content', [next.contentHash]: 'the new content' };
    expect(known[left] ?? 'files of both').toBe(point.leaves);

    const { lab } = await harness.open();
    const entries = () => lab.store.decisions.list(skillId);
    const before = (await entries()).length;
    expect(before).toBe(POINTS.indexOf(point));
    await expect.poll(async () => (await entries()).length, PATIENT).toBe(before + 1);
    expect((await entries()).at(-1)).toMatchObject({
      versionId: next.versionId,
      reason: 'No. 1',
      writtenBack: { spaceId: next.spaceId },
    });
    expect(await hashThere()).toBe(next.contentHash);
    expect(await keptHashes(lab)).toEqual(new Set(versions.map(({ contentHash }) => contentHash)));
    expect((await readStanding(lab, next)).standing).toBe('published');
  });

  it('puts the former content back when somebody else decided before it came up again', async () => {
    const { skillId, versions, hashThere, dataDir } = harness;
    const { now, next } = await harness.nowAndNext();
    await harness.killAt({ writes: 1, at: 'a change whose answer never comes' }, next);
    expect([now.contentHash, next.contentHash]).not.toContain(await hashThere());
    const clock = { now: () => Date.now() };
    const store = await openStore({ kind: 'sqlite', dataDir }, { clock });
    await store.decisions.add(
      sampleDecision({ decisionId: 'dec_other', skillId, versionId: now.versionId, action: 'hold' }),
    );
    await store.close();
    const { lab } = await harness.open();
    await expect.poll(hashThere, PATIENT).toBe(now.contentHash);
    const decisions = await lab.store.decisions.list(skillId);
    expect(decisions.at(-1)?.decisionId).toBe('dec_other');
    expect(await keptHashes(lab)).toEqual(new Set(versions.map(({ contentHash }) => contentHash)));
  });
});

const keptHashes = async (lab: TestLab['lab']): Promise<Set<string>> => {
  const kept = await lab.store.skillVersions.listBySkill(harness.skillId);
  return new Set(kept.map(({ contentHash }) => contentHash));
};

describe('a lab that is killed with -9 while it decides', () => {
  it('keeps every decision that it answered, each once and in order, and exports the reason of the newest', async () => {
    const { skillId, hashThere } = harness;
    const [first, second] = harness.versions;
    const { lab } = await harness.open();
    const before = (await lab.store.decisions.list(skillId)).length;
    await harness.close();
    const { printed } = harness.decideElsewhere(publish(first, false), publish(second, false), {
      action: 'retire',
      version: second.versionId,
      reason: 'numbered by the child',
    });
    await expect.poll(() => printed.length, PATIENT).toBeGreaterThan(5);
    await harness.kill();

    const after = await harness.open();
    const reasons = async () =>
      (await after.lab.store.decisions.list(skillId)).slice(before).map(({ reason }) => reason);
    const answered = printed.map((number) => `No. ${number}`);
    expect((await reasons()).slice(0, answered.length)).toEqual(answered);
    // The one at which it died is there as a whole, at once or when the engine has come to it, or not at all.
    const last = { ...publish(first, true), reason: 'After the crash.', override: true, writeBack: true };
    const isDone = () =>
      decideSkill(skillId, last).then(
        () => true,
        () => false,
      );
    await expect.poll(isDone, PATIENT).toBe(true);
    const all = await reasons();
    const numbered = all.slice(0, -1);
    expect(numbered).toEqual(numbered.map((_, index) => `No. ${index + 1}`));
    expect(numbered.length - answered.length).toBeLessThanOrEqual(1);
    expect(metadataOf(first, await readStanding(after.lab, first))).toMatchObject({
      'auto-learn-lab-standing': 'published',
      'auto-learn-lab-reason': 'After the crash.',
    });
    expect(await hashThere()).toBe(first.contentHash);
  });
});
