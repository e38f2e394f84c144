import { afterEach, describe, expect, it } from 'vitest';
import { countLeftovers } from '#lib/protocol/leftover-counts.ts';
import { openFarAcontext, refusal, thingsAt, type FarAcontext } from '#lib/testing/far-acontext.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { cleanUp } from './clean-up-leftovers.ts';
import { getLeftovers } from './get-leftovers.ts';
import { getStory } from '../story/get-story.ts';
import { claimLeftovers, forgetLeftovers } from './leftovers-elsewhere.ts';
import { resetStory } from '../story/reset-story.ts';
import { cancelRun } from '../runs/cancel-run.ts';
import { startRun } from '../runs/start-run.ts';
import { startStoryRun } from '../story/start-story-run.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function openFar(): Promise<FarAcontext> {
  const far = await openFarAcontext();
  closers.push(() => far.close());
  return far;
}

async function open(env: Record<string, string> = {}, dataDir?: string): Promise<TestLab> {
  const test = await openTestLab(env, dataDir);
  let closed = false;
  const close = test.close.bind(test);
  const once = async () => {
    if (!closed) await close();
    closed = true;
  };
  closers.push(once);
  return { ...test, close: once };
}

function folder(): string {
  const { dataDir, remove } = temporaryLab();
  closers.push(remove);
  return dataDir;
}

const single = {
  scenarioId: 'classic-act-1',
  seed: 3,
  arm: 'none',
  pace: 'instant',
  learns: false,
  agent: 'model',
} as const;

async function playAct1(test: TestLab): Promise<string> {
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
  return runId;
}

async function playSingle(test: TestLab): Promise<string> {
  const { runId } = await startRun(single);
  await test.settled(runId);
  return runId;
}

async function clean(test: TestLab, scope: 'unused' | 'all' | 'failed') {
  const { engineId } = await cleanUp(test.lab, scope);
  if (engineId !== null) await test.lab.engine.result(engineId);
  return getLeftovers();
}

const NOTHING = { space: 0, skill: 0, session: 0 };

describe.each(['embedded', 'remote'] as const)('a clean-up (%s)', (kind) => {
  it('removes what nothing needs and leaves the story alone; then everything', async () => {
    const far = kind === 'remote' ? await openFar() : null;
    const test = await open(far?.env);
    const act1 = await playAct1(test);
    const alone = await playSingle(test);
    expect(await getLeftovers()).toMatchObject({
      inUse: { space: 1, skill: 3, session: 1 },
      unused: { ...NOTHING, session: 1 },
      busyRuns: 0,
      elsewhere: [],
    });

    expect(await clean(test, 'unused')).toMatchObject({
      inUse: { space: 1, skill: 3, session: 1 },
      unused: NOTHING,
      cleanUp: { gone: 1, left: 0, failed: 0 },
    });
    const sessionOf = async (runId: string) =>
      (await test.events(runId)).flatMap((event) =>
        event.type === 'session.created' ? [event.data.sessionId] : [],
      )[0] ?? '';
    const { sessions } = test.lab.acontext;
    await expect(sessions.getTasks(await sessionOf(alone))).rejects.toMatchObject({ code: 'not_found' });
    expect((await sessions.getTasks(await sessionOf(act1))).length).toBeGreaterThan(0);

    expect(await clean(test, 'all')).toMatchObject({
      inUse: NOTHING,
      unused: NOTHING,
      cleanUp: { gone: 5, left: 0, failed: 0 },
    });
    await expect(sessions.getTasks(await sessionOf(act1))).rejects.toMatchObject({ code: 'not_found' });
    expect(await test.lab.acontext.skills.list()).toEqual([]);
    expect(await test.lab.acontext.learningSpaces.list()).toEqual([]);
    // The runs stay, and a new story begins.
    expect(await test.lab.store.runs.get(act1)).not.toBeNull();
    expect(await getStory()).toMatchObject({ spaceId: null, act1: null });
    await clean(test, 'all');
  });
});

describe('a clean-up of a server that fails', () => {
  it('says what could not be removed and why, and removes it on another try; what is gone already is gone', async () => {
    const far = await openFar();
    const test = await open(far.env);
    await playAct1(test);
    // Somebody was faster with the session; one skill cannot be removed.
    const [skill] = (await test.lab.acontext.skills.list()).slice(-1);
    far.door = (request) =>
      request.method === 'DELETE' && request.url.endsWith(`/agent_skills/${skill?.skillId}`)
        ? refusal(409)
        : null;
    const session = (await test.lab.store.remotes.list()).find((remote) => remote.kind === 'session');
    await test.lab.acontext.sessions.delete(session?.id ?? '');
    const failed = await clean(test, 'all');
    expect(failed).toMatchObject({ cleanUp: { gone: 3, left: 0, failed: 2 } });
    expect(failed.failures.map((failure) => failure.kind).toSorted()).toEqual(['skill', 'space']);
    expect((await thingsAt(far)).spaces).toHaveLength(1);

    far.door = () => null;
    expect(await clean(test, 'failed')).toMatchObject({ cleanUp: { left: 0, failed: 0 } });
    expect(await thingsAt(far)).toEqual({ spaces: [], skills: [] });
  });

  it('says so, too, when it cannot even look for what there is, instead of being at work for good', async () => {
    const far = await openFar();
    const test = await open(far.env);
    await playAct1(test);
    far.door = ({ url }) => (new URL(url).pathname.endsWith('/learning_spaces') ? refusal(400) : null);
    const failed = await clean(test, 'all');
    expect([failed.cleanUp.left, failed.failures[0]?.problem.code]).toEqual([0, 'acontext_failed']);
  });

  it('does not try everything at a server whose key is refused', async () => {
    const far = await openFar();
    const test = await open(far.env);
    await playAct1(test);
    far.door = () => refusal(401);
    far.requests.length = 0;
    expect(await clean(test, 'all')).toMatchObject({
      cleanUp: { gone: 0, left: 0, failed: 5 },
      failures: expect.arrayContaining([
        expect.objectContaining({ problem: expect.objectContaining({ code: 'acontext_unauthorized' }) }),
      ]),
    });
    expect(far.requests).toHaveLength(1);
    far.door = () => null;
    expect(await clean(test, 'failed')).toMatchObject({ cleanUp: { failed: 0 } });
    expect(await thingsAt(far)).toEqual({ spaces: [], skills: [] });
  });
});

describe('a crash between creating a space and noting its id', () => {
  /** The server does what is asked; its answer, and everything after it, never arrives. */
  async function crashInCreation(far: FarAcontext, dataDir: string): Promise<void> {
    const test = await open(far.env, dataDir);
    let isCut = false;
    far.door = async (request) => {
      const isCreation = request.method === 'POST' && request.url.endsWith('/learning_spaces');
      if (isCreation && !isCut) await far.lab.embedded?.handle(request.clone());
      isCut ||= isCreation;
      return isCut ? refusal(500) : null;
    };
    await expect(startStoryRun({ part: 'act1', pace: 'instant' })).rejects.toMatchObject({
      code: 'acontext_failed',
    });
    await test.close();
    far.door = () => null;
    expect((await thingsAt(far)).spaces).toHaveLength(1);
  }

  it('leaves nothing behind after a clean-up', async () => {
    const far = await openFar();
    const dataDir = folder();
    await crashInCreation(far, dataDir);
    const test = await open(far.env, dataDir);
    expect((await getLeftovers()).unused).toEqual({ ...NOTHING, space: 1 });
    expect(await clean(test, 'unused')).toMatchObject({ unused: NOTHING, cleanUp: { failed: 0 } });
    expect(await thingsAt(far)).toEqual({ spaces: [], skills: [] });
  });

  it('is made good by the next start, which finds the space instead of creating another', async () => {
    const far = await openFar();
    const dataDir = folder();
    await crashInCreation(far, dataDir);
    const test = await open(far.env, dataDir);
    await playAct1(test);
    const { spaces } = await thingsAt(far);
    expect(spaces).toEqual([(await getStory()).spaceId]);
  });
});

describe('a lab that is connected to another Acontext', () => {
  it('tells its own story there, finds the former one again, and removes only what is here', async () => {
    const far = await openFar();
    const dataDir = folder();
    const first = await open({}, dataDir);
    const act1 = await playAct1(first);
    await first.close();

    const second = await open(far.env, dataDir);
    expect(await getStory()).toMatchObject({ act1: null, spaceId: null });
    await playAct1(second);
    const { elsewhere } = await getLeftovers();
    expect(elsewhere).toMatchObject([
      { server: 'the embedded Acontext', isSameServer: false, counts: { space: 1, skill: 3, session: 1 } },
    ]);
    await clean(second, 'all');
    expect(await thingsAt(far)).toEqual({ spaces: [], skills: [] });
    await second.close();

    const third = await open({}, dataDir);
    expect(await getStory()).toMatchObject({ act1: { runId: act1 } });
    expect((await getLeftovers()).inUse).toEqual({ space: 1, skill: 3, session: 1 });
    expect(await third.lab.acontext.learningSpaces.list()).toHaveLength(1);
  });

  it('with another key of the project claims what the former key created', async () => {
    const far = await openFar();
    const dataDir = folder();
    const first = await open(far.env, dataDir);
    await playAct1(first);
    await first.close();

    // The door knows a new key, and turns it into the old one.
    const handle = far.lab.embedded?.handle;
    const isNew = (request: Request) => request.headers.get('authorization') === 'Bearer sk-ac-new-secret';
    far.door = (request) => {
      if (!isNew(request)) return refusal(401);
      const headers = new Headers(request.headers);
      headers.set('authorization', 'Bearer sk-ac-local');
      return handle?.(new Request(request, { headers })) ?? null;
    };
    await open({ ...far.env, ACONTEXT_API_KEY: 'sk-ac-new-secret' }, dataDir);
    const { elsewhere } = await getLeftovers();
    expect(elsewhere).toMatchObject([{ isSameServer: true, counts: { space: 1 } }]);
    expect(JSON.stringify(await getLeftovers())).not.toContain('secret');
    expect(await claimLeftovers(elsewhere[0]?.placeId ?? '')).toEqual({ claimed: 5 });
    expect(await getLeftovers()).toMatchObject({ inUse: { space: 1, skill: 3, session: 1 }, elsewhere: [] });
  });

  it('with a key of another project claims nothing, deletes nothing, and can forget', async () => {
    const far = await openFar();
    const dataDir = folder();
    const first = await open(far.env, dataDir);
    await playAct1(first);
    await first.close();
    const before = await thingsAt(far);

    const secret = await far.lab.embedded?.keys.create({ project: 'another' });
    const second = await open({ ...far.env, ACONTEXT_API_KEY: secret?.secret ?? '' }, dataDir);
    await expect(startStoryRun({ part: 'act2', pace: 'instant' })).rejects.toMatchObject({
      code: 'conflict',
      info: { hint: expect.stringContaining('start over') },
    });
    const [place] = (await getLeftovers()).elsewhere;
    await expect(claimLeftovers(place?.placeId ?? '')).rejects.toMatchObject({ code: 'conflict' });
    await clean(second, 'all');
    expect(await thingsAt(far)).toEqual(before);
    await resetStory();
    await playAct1(second);
    expect(await forgetLeftovers(place?.placeId ?? '')).toEqual({ forgotten: 5 });
    expect((await getLeftovers()).elsewhere).toEqual([]);
    expect(await thingsAt(far)).toEqual(before);
  });
});

describe('starting over', () => {
  it('also removes what earlier stories and runs left, when it is asked to', async () => {
    const test = await open();
    await playSingle(test);
    await playAct1(test);
    expect(await resetStory({ cleanUp: true })).toMatchObject({ leftBehind: 0 });
    const { inUse, unused } = await getLeftovers();
    expect([inUse, unused]).toEqual([NOTHING, NOTHING]);
  });

  it('keeps a run at work from losing what it needs', async () => {
    const test = await open();
    const { runId } = await startStoryRun({ part: 'act1', pace: 'watch' });
    await expect(cleanUp(test.lab, 'all')).rejects.toMatchObject({ code: 'already_running' });
    await clean(test, 'unused');
    expect(countLeftovers(await test.lab.store.remotes.list()).space).toBe(1);
    await cancelRun(runId);
    await test.settled(runId);
  });
});
