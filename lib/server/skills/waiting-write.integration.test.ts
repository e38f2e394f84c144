import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SkillVersion } from '#lib/protocol/skill.ts';
import type { OpenWriteBack } from '#lib/protocol/skill-standing.ts';
import { refusal } from '#lib/testing/far-acontext.ts';
import {
  isChange,
  openWriteBackHarness,
  publish,
  type WriteBackHarness,
} from '#lib/testing/write-back-harness.ts';
import { decideSkill } from './decide-skill.ts';
import { getSkillDecisions } from './get-skill-decisions.ts';
import { steerWriteBack } from './steer-write-back.ts';

/** A loaded machine takes its time. */
const PATIENT = { timeout: 60_000 };

let harness: WriteBackHarness;
beforeAll(async () => {
  harness = await openWriteBackHarness();
});
afterEach(async () => {
  harness.far.door = () => null;
  await harness.close();
});
afterAll(() => harness.remove());

const writing = async () => (await getSkillDecisions(harness.skillId)).writing;
/** What is stored while it waits; a try may be under way at any other moment. */
async function whileWaiting(): Promise<OpenWriteBack> {
  const seen: OpenWriteBack[] = [];
  const look = async () => {
    const open = await writing();
    if (open?.state === 'waiting') seen.push(open);
    return seen.length;
  };
  await expect.poll(look, PATIENT).toBeGreaterThan(0);
  const [open] = seen;
  if (!open) throw new Error('never waits');
  return open;
}
async function untilDone(version: SkillVersion): Promise<void> {
  const newest = async () => {
    const { decisions, writing: open } = await getSkillDecisions(harness.skillId);
    return open ?? decisions[0];
  };
  const { versionId, spaceId } = version;
  await expect.poll(newest, PATIENT).toMatchObject({ versionId, writtenBack: { spaceId } });
}
const decide = (version: SkillVersion) => decideSkill(harness.skillId, publish(version, true));

/** The next decision finds the skill half-written: one file is there, and then Acontext answers with this. */
function refuseAfterOneFile(status: number): void {
  let written = 0;
  harness.far.door = (request) => {
    if (written > 0) return refusal(status);
    if (isChange(request)) written += 1;
    return null;
  };
}

describe('a write-back that was killed, while Acontext is away at the next start', () => {
  it(
    'waits where its page shows it, stays so over another restart, and is done when Acontext is back',
    {
      timeout: 180_000,
    },
    async () => {
      const { far, killAt, nowAndNext, close, hashThere, versions } = harness;
      const { next } = await nowAndNext();
      await killAt({ writes: 1, at: 'a change whose answer never comes' }, next);
      expect(versions.map(({ contentHash }) => contentHash)).not.toContain(await hashThere());
      await far.goAway();
      await harness.open();
      const open = await whileWaiting();
      expect(open).toMatchObject({
        decision: { versionId: next.versionId, reason: 'No. 1' },
        aim: 'write',
        isMixed: true,
        error: { code: 'acontext_unreachable', hint: expect.stringContaining('ACONTEXT_BASE_URL') },
      });
      expect(Number.isNaN(Date.parse(open.nextTryAt ?? ''))).toBe(false);
      // By itself, again and again.
      await expect.poll(async () => (await writing())?.tries, PATIENT).toBeGreaterThan(open.tries);
      await expect(decideSkill(harness.skillId, publish(next, false))).rejects.toMatchObject({
        code: 'conflict',
      });

      await close();
      await harness.open();
      expect((await writing())?.state).not.toBe('failed');
      await far.comeBack();
      await untilDone(next);
      expect(await hashThere()).toBe(next.contentHash);
    },
  );
});

describe('a write-back that meets trouble that passes', () => {
  it.each([500, 429])(
    'is answered as waiting after HTTP %i, and goes on by itself',
    { timeout: 120_000 },
    async (status) => {
      const { next } = await harness.nowAndNext();
      await harness.open();
      refuseAfterOneFile(status);
      const before = (await getSkillDecisions(harness.skillId)).decisions.length;
      const body = await decide(next);
      expect(body.decisions).toHaveLength(before);
      expect(body.writing).toMatchObject({
        isMixed: true,
        error: { code: 'acontext_failed', message: expect.stringContaining(`${status}`) },
      });
      harness.far.door = () => null;
      await untilDone(next);
      expect(await harness.hashThere()).toBe(next.contentHash);
    },
  );

  it('can be taken back: what stood there is put back, and nothing is decided', async () => {
    const { now, next } = await harness.nowAndNext();
    await harness.open();
    refuseAfterOneFile(503);
    const { writing: open, decisions } = await decide(next);
    harness.far.door = () => null;
    const steered = await steerWriteBack(harness.skillId, {
      action: 'withdraw',
      decisionId: open?.decision.decisionId ?? '',
    });
    expect(steered.writing).toBeNull();
    expect(steered.decisions).toEqual(decisions);
    expect(await harness.hashThere()).toBe(now.contentHash);
  });

  it('leaves nothing half-written while it waits, where the former content can be put back', async () => {
    const { now, next } = await harness.nowAndNext();
    await harness.open();
    // Four tries of the second file; everything else is answered.
    let changes = 0;
    harness.far.door = (request) => {
      if (!isChange(request)) return null;
      changes += 1;
      return changes > 1 && changes < 6 ? refusal(503) : null;
    };
    const { writing: open } = await decide(next);
    expect(open).toMatchObject({ state: 'waiting', isMixed: false });
    expect(await harness.hashThere()).toBe(now.contentHash);
    await untilDone(next);
  });
});

describe('a write-back that Acontext refuses for good', () => {
  it('has failed with what to do, also on its page, until somebody tries again or decides anew', async () => {
    const { now, next } = await harness.nowAndNext();
    await harness.open();
    refuseAfterOneFile(401);
    await expect(decide(next)).rejects.toMatchObject({ code: 'acontext_unauthorized' });
    const failed = await writing();
    expect(failed).toMatchObject({
      state: 'failed',
      isMixed: true,
      nextTryAt: null,
      error: { code: 'acontext_unauthorized', hint: expect.stringContaining('ACONTEXT_API_KEY') },
    });
    const decisionId = failed?.decision.decisionId ?? '';
    await expect(steerWriteBack(harness.skillId, { action: 'withdraw', decisionId })).rejects.toMatchObject({
      code: 'acontext_unauthorized',
    });
    // A restart does not try what is refused for good.
    await harness.close();
    await harness.open();
    const asked = harness.far.requests.length;
    expect(await writing()).toMatchObject({ state: 'failed', isMixed: true });
    expect(harness.far.requests).toHaveLength(asked);

    harness.far.door = () => null;
    const body = await steerWriteBack(harness.skillId, { action: 'retry', decisionId });
    expect(body.writing).toBeNull();
    expect(body.decisions[0]).toMatchObject({ decisionId, versionId: next.versionId });
    expect(await harness.hashThere()).toBe(next.contentHash);
    await expect(steerWriteBack(harness.skillId, { action: 'retry', decisionId })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(now.contentHash).not.toBe(next.contentHash);
  });

  it('takes no half-written content for the former one when somebody decides anew', async () => {
    const { now, next } = await harness.nowAndNext();
    const { lab } = await harness.open();
    refuseAfterOneFile(401);
    await expect(decide(next)).rejects.toMatchObject({ code: 'acontext_unauthorized' });
    harness.far.door = () => null;
    await decide(now);
    expect(await harness.hashThere()).toBe(now.contentHash);
    const kept = await lab.store.skillVersions.listBySkill(harness.skillId);
    expect(new Set(kept.map(({ contentHash }) => contentHash))).toEqual(
      new Set([now.contentHash, next.contentHash]),
    );
  });
});
