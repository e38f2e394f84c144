import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createOfflineModel } from '#lib/models/index.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { createScriptedOpenAI, type WireStep } from '#lib/testing/scripted-openai.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { cancelRun } from '../runs/cancel-run.ts';
import { learnFromRun } from '../runs/learn-from-run.ts';
import { startRun } from '../runs/start-run.ts';
import { startStoryRun } from '../story/start-story-run.ts';

const KEY = 'sk-test-0123456789';
/** Nobody listens there: port 9 (discard) of loopback. */
const NOWHERE = 'http://127.0.0.1:9';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) await close();
});

async function open(env: Record<string, string> = {}): Promise<TestLab> {
  const test = await openTestLab(env);
  cleanUp.push(() => test.close());
  return test;
}

async function serve(handler: (request: Request) => Promise<Response>): Promise<string> {
  const server = await serveHandler(handler);
  cleanUp.push(() => server.close());
  return server.url;
}

async function openWithModel(
  handler: (request: Request) => Promise<Response>,
  env: Record<string, string> = {},
): Promise<TestLab> {
  return open({
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${await serve(handler)}/v1`,
    OPENAI_MODEL: 'scripted',
    ...env,
  });
}

const scripted = (steps: WireStep[]) => createScriptedOpenAI(steps).handler;
const classic = {
  scenarioId: 'classic-act-1',
  seed: 1,
  arm: 'none',
  pace: 'instant',
  learns: false,
} as const;

async function play(test: TestLab, options: { learns?: boolean } = {}) {
  const { runId } = await startRun({ ...classic, ...options });
  const run = await test.settled(runId);
  const events = await test.events(runId);
  expect(checkStream(events)).toEqual([]);
  return { runId, run, events };
}

describe('a model that fails', () => {
  it('says that the key is refused, names the variable and never shows the key', async () => {
    const test = await openWithModel(
      scripted([{ kind: 'status', status: 401, body: { error: { message: `Incorrect API key: ${KEY}` } } }]),
    );
    const { run, events } = await play(test);
    expect(run.status).toMatchObject({
      state: 'failed',
      error: { code: 'model_unauthorized', hint: expect.stringContaining('OPENAI_API_KEY') },
    });
    expect(JSON.stringify(events)).not.toContain(KEY);
  });

  it('says that it cannot be reached, and keeps what happened before', async () => {
    const test = await open({ OPENAI_BASE_URL: `${NOWHERE}/v1`, OPENAI_MODEL: 'away' });
    const { run, events } = await play(test);
    expect(run.status).toMatchObject({ state: 'failed', error: { code: 'model_unreachable' } });
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['run.started', 'session.message_stored']),
    );
  });

  it('is judged by the world when it only talks', async () => {
    const test = await openWithModel(scripted([{ kind: 'answer', content: 'It is fixed now.' }]));
    const { run } = await play(test);
    expect(run.status).toEqual({ state: 'completed', outcome: 'not_verified' });
    expect(run.calls.total).toBe(0);
  });

  it('is stopped at the cap when it goes round in circles, and that is stated', async () => {
    const call = (id: string) => ({
      id,
      name: 'check_service_status',
      arguments: '{"service_name":"api-gateway"}',
    });
    const loop: WireStep = { kind: 'answer', toolCalls: [call('a'), call('b')] };
    const test = await openWithModel(scripted(Array.from({ length: 21 }, () => loop)));
    const { run, events } = await play(test);
    expect(run.calls.total).toBe(40);
    expect(events.find(({ type }) => type === 'agent.stopped')).toMatchObject({
      data: { reason: 'call_cap' },
    });
  });

  it('lets go at once when the run is cancelled while it thinks', async () => {
    const test = await openWithModel(() => new Promise(() => {}));
    const { runId } = await startRun(classic);
    await test.until(runId, ({ status }) => status.state === 'running');
    await cancelRun(runId);
    expect((await test.settled(runId)).status).toEqual({ state: 'cancelled' });
    await expect(cancelRun(runId)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('an Acontext that fails', () => {
  it('refuses the start of the story when it is away, and leaves no run behind', async () => {
    const test = await open({ ACONTEXT_API_KEY: 'sk-ac-x', ACONTEXT_BASE_URL: `${NOWHERE}/api/v1` });
    await expect(startStoryRun({ part: 'act1', pace: 'instant' })).rejects.toMatchObject({
      code: 'acontext_unreachable',
    });
    expect((await test.lab.store.runs.list({ limit: 10 })).total).toBe(0);
  });

  it('fails a run whose session cannot be opened, with its log kept', async () => {
    const url = await serve(async () => Response.json({ code: 401, msg: 'Unauthorized' }, { status: 401 }));
    const test = await open({ ACONTEXT_API_KEY: 'sk-ac-revoked', ACONTEXT_BASE_URL: `${url}/api/v1` });
    const { run, events } = await play(test);
    expect(run.status).toMatchObject({ state: 'failed', error: { code: 'acontext_unauthorized' } });
    expect(JSON.stringify(events)).not.toContain('sk-ac-revoked');
  });

  it('may go away in mid-run: the run ends, and learning replays it once Acontext is back', async () => {
    // A second lab's embedded Acontext, behind a door that can be shut.
    const far = await openTestLab();
    cleanUp.push(() => far.close());
    let messages = 0;
    let away = false;
    const url = await serve(async (request) => {
      if (request.method === 'POST' && request.url.endsWith('/messages')) messages += 1;
      if (messages > 4) away = true;
      if (messages > 4 && away && !back) return Response.json({ code: 503, msg: 'away' }, { status: 503 });
      if (!far.lab.embedded) throw new Error('no embedded Acontext');
      return far.lab.embedded.handle(request);
    });
    let back = false;
    const test = await open({ ACONTEXT_API_KEY: 'sk-ac-local', ACONTEXT_BASE_URL: `${url}/api/v1` });
    const { runId, run, events } = await play(test, { learns: true });
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(run.learning.state).toBe('failed');
    expect(events.filter(({ type }) => type === 'session.storing_failed')).toHaveLength(1);

    back = true;
    await learnFromRun(runId);
    const learned = await test.until(runId, ({ learning }) => learning.state === 'completed');
    expect(learned.learning).toMatchObject({ state: 'completed' });
    expect(checkStream(await test.events(runId))).toEqual([]);
  });
});

const toolNames = z.object({
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).optional(),
});

/** Offline model for the agent; `learn` answers the learning pipeline. */
function halved(learn: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const offline = createOfflineModel();
  return async (request) => {
    const { tools = [] } = toolNames.parse(await request.clone().json());
    const isAgent = tools.some((tool) => tool.function.name === 'check_service_status');
    return isAgent ? offline(request) : learn(request);
  };
}

describe('learning that fails', () => {
  it('says so, keeps the run, and learns on a retry', async () => {
    let broken = true;
    const offline = createOfflineModel();
    const model = halved(async (request) =>
      broken ? Response.json({ error: { message: 'no such model' } }, { status: 404 }) : offline(request),
    );
    const test = await openWithModel(model, { LEARNING_MODEL: 'openai' });
    const { runId, run } = await play(test, { learns: true });
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(run.learning.state).toBe('failed');
    broken = false;
    await Promise.all([learnFromRun(runId), learnFromRun(runId)]);
    await test.until(runId, ({ learning }) => learning.state === 'completed');
    const requested = (await test.events(runId)).filter(({ type }) => type === 'learning.requested');
    expect(requested).toHaveLength(2);
  });
});

describe('two clicks at once', () => {
  it('start one run; the second is told that it runs already', async () => {
    const test = await open();
    const clicks = await Promise.allSettled([
      startStoryRun({ part: 'act1', pace: 'watch' }),
      startStoryRun({ part: 'act1', pace: 'watch' }),
    ]);
    const started = clicks.flatMap((click) => (click.status === 'fulfilled' ? [click.value.runId] : []));
    expect(started).toHaveLength(1);
    expect(clicks.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'already_running' },
    });
    expect((await test.lab.store.runs.list({ limit: 10 })).total).toBe(1);
    await cancelRun(started[0] ?? '');
    await test.settled(started[0] ?? '');
  });
});
