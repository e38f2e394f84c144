import { afterEach, describe, expect, it } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { openFarAcontext, refusal, type Door, type FarAcontext } from '#lib/testing/far-acontext.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { getStory } from '../story/get-story.ts';
import { learnFromRun } from '../runs/learn-from-run.ts';
import { startStoryRun } from '../story/start-story-run.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function open(): Promise<{ far: FarAcontext; test: TestLab }> {
  const far = await openFarAcontext();
  closers.push(() => far.close());
  const test = await openTestLab(far.env);
  closers.push(() => test.close());
  return { far, test };
}

async function playAct1(test: TestLab) {
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  const run = await test.settled(runId);
  const events = await test.events(runId);
  expect(checkStream(events)).toEqual([]);
  return { runId, run, view: foldRunEvents(runId, events), events };
}

/** Every n-th request is refused, `burst` times in a row. */
function stumbling(every: number, burst: number, refuse: () => Response): Door {
  let count = 0;
  let left = 0;
  return () => {
    count += 1;
    if (count % every === 0) left = burst;
    if (left === 0) return null;
    left -= 1;
    return refuse();
  };
}

async function messageKeys(far: FarAcontext, sessionId: string): Promise<unknown[]> {
  return (await far.lab.acontext.sessions.getMessages(sessionId)).map(({ meta }) => meta.lab_key);
}

describe('a service that stumbles', () => {
  it.each([
    ['429 with Retry-After', 5, 1, () => refusal(429, { 'retry-after': '0.05' })],
    ['bursts of 503', 9, 2, () => refusal(503)],
    ['500 now and then', 7, 1, () => refusal(500)],
  ])(
    '(%s) costs a run nothing: every message is stored once, and it learns',
    async (_name, every, burst, refuse) => {
      const { far, test } = await open();
      far.door = stumbling(every, burst, refuse);
      const { run, view } = await playAct1(test);
      expect(run).toMatchObject({
        status: { state: 'completed', outcome: 'verified' },
        learning: { state: 'completed' },
      });
      far.door = () => null;
      const keys = await messageKeys(far, view.sessionId ?? '');
      expect(keys).toHaveLength(view.messagesStored);
      expect(new Set(keys).size).toBe(keys.length);
    },
  );

  it('(it does what it is asked and says 502) stores no message twice, and makes one space', async () => {
    const { far, test } = await open();
    let count = 0;
    far.door = async (request) => {
      if (request.method !== 'POST' || request.url.endsWith('/flush')) return null;
      count += 1;
      if (count % 3 !== 1) return null;
      await far.lab.embedded?.handle(request);
      return refusal(502);
    };
    const { view } = await playAct1(test);
    const keys = await messageKeys(far, view.sessionId ?? '');
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(view.messagesStored);
    expect(await far.lab.acontext.learningSpaces.list()).toHaveLength(1);
  });
});

describe('while it is learned from', () => {
  it('an outage is told in the log, and waited for', async () => {
    const { far, test } = await open();
    let isAway = false;
    let refused = 0;
    far.door = (request) => {
      if (request.url.endsWith('/flush')) isAway = true;
      if (!isAway || refused >= 6) return null;
      refused += 1;
      return refusal(503);
    };
    const { run, view, events } = await playAct1(test);
    expect(run.learning.state).toBe('completed');
    expect(events.find(({ type }) => type === 'learning.delayed')).toMatchObject({
      data: { attempt: 1, error: { code: 'acontext_failed' } },
    });
    expect(view.learning.delay).toBeNull();
  });

  it('an outage when everything is learned does not cost what was learned', async () => {
    const { far, test } = await open();
    let refused = 0;
    let isLearning = false;
    far.door = (request) => {
      isLearning ||= request.url.endsWith('/flush');
      // Files of skills are read only for the snapshots afterwards; the tries of one call are not enough.
      const isRead = request.method === 'GET' && /\/agent_skills\/[^/]+\/file/.test(request.url);
      if (!isLearning || !isRead || refused >= 6) return null;
      refused += 1;
      return refusal(503);
    };
    const { run, view, events } = await playAct1(test);
    expect(refused).toBe(6);
    expect(run.learning.state).toBe('completed');
    expect(view.learning.skills.map(({ change }) => change)).toContain('created');
    expect(events.some(({ type }) => type === 'learning.delayed')).toBe(true);
  });

  it('an outage that a restarted lab meets is told again, and waited for', async () => {
    const far = await openFarAcontext();
    closers.push(() => far.close());
    const folder = temporaryLab();
    closers.push(async () => folder.remove());
    let isAway = false;
    far.door = (request) => {
      isAway ||= request.url.endsWith('/flush');
      return isAway ? refusal(503) : null;
    };
    const first = await openTestLab(far.env, folder.dataDir);
    const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
    const delays = async (test: TestLab) =>
      (await test.events(runId)).filter(({ type }) => type === 'learning.delayed').length;
    await expect.poll(() => delays(first), { timeout: 60_000 }).toBeGreaterThan(0);
    await first.close();
    const second = await openTestLab(far.env, folder.dataDir);
    closers.push(() => second.close());
    const before = await delays(second);
    await expect.poll(() => delays(second), { timeout: 60_000 }).toBeGreaterThan(before);
    far.door = () => null;
    expect((await second.settled(runId)).learning.state).toBe('completed');
    const events = await second.events(runId);
    expect(checkStream(events)).toEqual([]);
    expect(foldRunEvents(runId, events).learning.delay).toBeNull();
  }, 180_000);

  it('a key that is revoked ends it at once with what to do; the run is kept, and learned from with a valid key', async () => {
    const { far, test } = await open();
    let isRevoked = false;
    far.door = (request) => {
      if (request.url.endsWith('/flush')) isRevoked = true;
      return isRevoked ? refusal(401) : null;
    };
    const { runId, run, events } = await playAct1(test);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(run.learning).toMatchObject({
      state: 'failed',
      error: { code: 'acontext_unauthorized', hint: expect.stringContaining('ACONTEXT_API_KEY') },
    });
    expect(JSON.stringify(events)).not.toContain('sk-ac-local');

    far.door = () => null;
    await learnFromRun(runId);
    const again = await test.until(runId, ({ learning }) => learning.state === 'completed');
    expect(again.learning).toMatchObject({ state: 'completed', skillsChanged: expect.any(Number) });
    expect(checkStream(await test.events(runId))).toEqual([]);
  });

  it('a key that is revoked in the middle of the run does not stop the agent', async () => {
    const { far, test } = await open();
    let stored = 0;
    far.door = (request) => {
      if (request.method === 'POST' && request.url.endsWith('/messages')) stored += 1;
      return stored > 3 ? refusal(401) : null;
    };
    const { runId, run, view } = await playAct1(test);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(view.storingFailed?.error.code).toBe('acontext_unauthorized');
    expect(run.learning).toMatchObject({ state: 'failed', error: { code: 'acontext_unauthorized' } });
    far.door = () => null;
    await learnFromRun(runId);
    await test.until(runId, ({ learning }) => learning.state === 'completed');
  });

  it('what the API cannot show is said to be unavailable, and why', async () => {
    const { far, test } = await open();
    far.door = (request) =>
      request.url.includes('/lab/')
        ? new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } })
        : null;
    const { run, view } = await playAct1(test);
    expect(run.learning.state).toBe('completed');
    expect(view.learning.distillations).toEqual([]);
    expect(view.learning.distillationUnavailable).toContain('does not show');
    const [skill] = (await getStory()).learned.skills;
    const version = await test.lab.store.skillVersions.latestBySkill(skill?.skillId ?? '');
    expect(version?.provenance.distillation).toBeNull();
  });
});

it('a server without learning spaces says that it may be older, and nothing is begun', async () => {
  const { far, test } = await open();
  far.door = (request) =>
    request.url.includes('/learning_spaces') ? new Response('404 page not found', { status: 404 }) : null;
  await expect(startStoryRun({ part: 'act1', pace: 'instant' })).rejects.toMatchObject({
    code: 'acontext_unsupported',
    info: { hint: expect.stringContaining('older') },
  });
  expect((await test.lab.store.runs.list({ limit: 10 })).total).toBe(0);
});
