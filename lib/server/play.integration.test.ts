import { afterEach, describe, expect, it } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { conversationOf } from '#lib/protocol/conversation-of.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { PlayMove } from '#lib/protocol/http.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { asked, FIX, finished, LAST_WORDS } from '#lib/testing/played-moves.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';
import { cancelRun } from './cancel-run.ts';
import { getSkill } from './get-skill.ts';
import { learnFromRun } from './learn-from-run.ts';
import { listRuns } from './list-runs.ts';
import { playMove } from './play-move.ts';
import { rerunRun } from './rerun-run.ts';
import { startRun } from './start-run.ts';

let test: TestLab;
const opened: TestLab[] = [];
const folders: TemporaryLab[] = [];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const lab of opened.splice(0).toReversed()) await lab.close();
  for (const close of closing.splice(0)) await close();
  for (const folder of folders.splice(0)) folder.remove();
});

async function open(env: Record<string, string> = {}): Promise<TestLab> {
  const folder = temporaryLab();
  folders.push(folder);
  test = await openTestLab(env, folder.dataDir);
  opened.push(test);
  return test;
}

/** Starts a play of Act 1's incident. */
async function begin(learns = false, requestId?: string): Promise<string> {
  const { runId } = await startRun({
    scenarioId: 'classic-act-1',
    seed: 1,
    arm: 'none',
    pace: 'instant',
    learns,
    agent: 'person',
    ...(requestId === undefined ? {} : { requestId }),
  });
  return runId;
}

const view = async (runId: string) => foldRunEvents(runId, await test.events(runId));

async function resolve(runId: string): Promise<void> {
  for (const [index, [tool, args, note]] of FIX.entries())
    await playMove(runId, asked(index + 1, tool, args, note));
  await playMove(runId, finished(FIX.length + 1, LAST_WORDS));
}

describe('a run that a person plays', () => {
  it('has the events of an agent’s run, is judged by the same oracle, and names the person as its model', async () => {
    await open();
    const runId = await begin();
    expect(await view(runId)).toMatchObject({ waiting: 'person', status: { state: 'running' } });
    await resolve(runId);
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run).toMatchObject({
      status: { outcome: 'verified' },
      plan: { model: { kind: 'person', name: 'you', simulated: false }, arm: 'none' },
      learning: { state: 'none' },
      calls: { total: 7, devops: 7, write: 2 },
    });
    const events = await test.events(runId);
    expect(checkStream(events)).toEqual([]);
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set([
        'run.queued',
        'run.started',
        'inference.completed',
        'tool_call.completed',
        'agent.stopped',
        'evaluation.completed',
        'run.completed',
      ]),
    );
    expect((await view(runId)).turns[3]?.inference.content).toBe('How long does it wait?');
    expect((await view(runId)).evaluation?.diagnosis.score).toBe(100);
  });

  it('is listed as played, apart from the runs of models', async () => {
    await open();
    const runId = await begin();
    const played = await listRuns({ agent: 'person', limit: 10 });
    expect(played.runs.map((run) => run.runId)).toEqual([runId]);
    expect((await listRuns({ agent: 'model', limit: 10 })).total).toBe(0);
  });

  it('may be given up, and is judged as it stands', async () => {
    await open();
    const runId = await begin();
    const giveUp: PlayMove = { turn: 1, moveId: 'give-up-1', action: { kind: 'give_up' } };
    await Promise.all([playMove(runId, giveUp), playMove(runId, giveUp)]);
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run.status).toEqual({ state: 'completed', outcome: 'not_verified' });
    expect((await view(runId)).stopped).toMatchObject({ reason: 'gave_up', finalMessage: '' });
    await expect(playMove(runId, asked(1, 'check_logs', {}))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('may be cancelled, without a verdict, and played again by a rerun', async () => {
    await open();
    const runId = await begin();
    await playMove(runId, asked(1, 'check_service_status', { service_name: 'api-gateway' }));
    await cancelRun(runId);
    const run = await test.until(runId, ({ status }) => status.state === 'cancelled');
    expect(run.calls.total).toBe(1);
    const again = await rerunRun(runId);
    expect(await view(again.runId)).toMatchObject({ waiting: 'person', plan: { model: { kind: 'person' } } });
  });
});

describe('a move', () => {
  it('is carried out once, however often it is sent', async () => {
    await open();
    const runId = await begin();
    const move = asked(1, 'restart_service', { service_name: 'api-gateway' });
    await Promise.all([playMove(runId, move), playMove(runId, move), playMove(runId, move)]);
    await playMove(runId, move);
    expect((await view(runId)).calls).toHaveLength(1);
  });

  it('of another tab that was slower is refused and changes nothing', async () => {
    await open();
    const runId = await begin();
    const answers = await Promise.allSettled([
      playMove(runId, asked(1, 'check_logs', { service_name: 'api-gateway' })),
      playMove(runId, asked(1, 'restart_service', { service_name: 'backend-api' })),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict', info: { message: expect.stringContaining('Move 1 was made elsewhere') } },
    });
    expect((await view(runId)).calls).toHaveLength(1);
  });

  it('with arguments that a tool refuses is a rejected call like a model’s, and costs a call', async () => {
    await open();
    const runId = await begin();
    const bad: [string, object | string][] = [
      ['check_service_status', { service_name: 'nobody' }],
      ['check_logs', { service_name: 'api-gateway', lines: 9000 }],
      ['update_config', { service_name: 'api-gateway', key: 'upstream_timeout_ms', value: 'soon' }],
      ['read_config', '{"service_name":'],
      ['drop_database', {}],
    ];
    for (const [index, [tool, args]] of bad.entries()) await playMove(runId, asked(index + 1, tool, args));
    const { calls } = await view(runId);
    expect(calls.map(({ outcome }) => outcome)).toEqual(bad.map(() => 'rejected'));
    expect(calls.at(-1)).toMatchObject({ kind: 'unknown', world: null });
    expect(checkStream(await test.events(runId))).toEqual([]);
  });

  it('beyond the cap of 40 calls is refused; the last word still counts', async () => {
    await open();
    const runId = await begin();
    for (let turn = 1; turn <= 40; turn += 1) {
      await playMove(runId, asked(turn, 'check_service_status', { service_name: 'api-gateway' }));
    }
    const refused = { code: 'conflict', info: { message: 'All 40 calls of this run are used.' } };
    await expect(playMove(runId, asked(41, 'check_logs', {}))).rejects.toMatchObject(refused);
    await playMove(runId, finished(41, 'I do not know.'));
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run).toMatchObject({ calls: { total: 40 }, status: { outcome: 'not_verified' } });
  });

  it('does not exist in a run in which a model acts', async () => {
    await open();
    const { runId } = await startRun({
      scenarioId: 'classic-act-1',
      seed: 1,
      arm: 'none',
      pace: 'instant',
      learns: false,
    });
    await expect(playMove(runId, asked(1, 'check_logs', {}))).rejects.toMatchObject({ code: 'conflict' });
    await test.settled(runId);
  });
});

describe('a start that is sent twice', () => {
  it('starts one run', async () => {
    await open();
    const started = await Promise.all([begin(false, 'request-0001'), begin(false, 'request-0001')]);
    expect(started[0]).toBe(started[1]);
    expect(await begin(false, 'request-0001')).toBe(started[0]);
    expect((await listRuns({ limit: 10 })).total).toBe(1);
  });
});

describe('a restart in the middle', () => {
  it('keeps the run, carries out the call that was asked for, and the world goes on as it was', async () => {
    await open();
    const runId = await begin(true);
    for (const [index, [tool, args, note]] of FIX.slice(0, 5).entries()) {
      await playMove(runId, asked(index + 1, tool, args, note));
    }
    // The crash came between the move and its result.
    const [tool, args] = FIX[5] ?? ['', {}];
    await test.lab.store.events.append(runId, 'inference-6', {
      type: 'inference.completed',
      data: {
        turn: 6,
        content: '',
        toolCalls: [{ id: 'move-6-restart_service', name: tool, arguments: JSON.stringify(args) }],
        finishReason: 'tool_calls',
        usage: { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 },
        cost: null,
        durationMs: 0,
        paceMs: 0,
        retries: 0,
      },
    });
    const before = await test.events(runId);
    await test.lab.close();

    const first = test;
    test = await openTestLab({}, first.dataDir);
    opened.splice(0, opened.length, test);
    await test.until(runId, ({ calls }) => calls.total === 6);
    expect((await test.events(runId)).slice(0, before.length)).toEqual(before);
    await playMove(runId, asked(7, 'check_service_status', { service_name: 'api-gateway' }, 'Did it help?'));
    await playMove(runId, finished(8, LAST_WORDS));
    const run = await test.settled(runId);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(run.learning.state).toBe('completed');
    expect(checkStream(await test.events(runId))).toEqual([]);
  });
});

describe('learning from a person', () => {
  it('stores the session message by message and becomes a skill, when that was chosen at the start', async () => {
    await open();
    const runId = await begin(true);
    await playMove(runId, asked(1, 'check_service_status', { service_name: 'api-gateway' }));
    const { sessionId, messagesStored } = await view(runId);
    expect(messagesStored).toBe(3);
    for (const [index, [tool, args, note]] of FIX.entries()) {
      if (index > 0) await playMove(runId, asked(index + 1, tool, args, note));
    }
    await playMove(runId, finished(FIX.length + 1, LAST_WORDS));
    const run = await test.settled(runId);
    expect(run.learning.state).toBe('completed');
    const stored = await test.lab.acontext.sessions.getMessages(sessionId ?? '');
    expect(stored).toHaveLength(conversationOf(await test.events(runId)).length);
    const skill = (await view(runId)).learning.skills.find(({ isDefault }) => !isDefault);
    const page = await getSkill(skill?.skillId ?? '');
    expect(page?.versions[0]?.provenance).toMatchObject({ runId });
  });

  it('may be chosen afterwards', async () => {
    await open();
    const runId = await begin();
    await resolve(runId);
    await test.until(runId, ({ status }) => status.state === 'completed');
    await learnFromRun(runId);
    const run = await test.until(runId, ({ learning }) => learning.state === 'completed');
    expect(run.learning).toMatchObject({ state: 'completed' });
    expect(checkStream(await test.events(runId))).toEqual([]);
  });

  it('goes on when Acontext goes away in the middle, says so once, and learns when it is back', async () => {
    const far = await open();
    const { embedded } = far.lab;
    let away = false;
    const server = await serveHandler(async (request) => {
      if (away || !embedded) return Response.json({ code: 503, msg: 'away' }, { status: 503 });
      return embedded.handle(request);
    });
    closing.push(() => server.close());
    await open({ ACONTEXT_API_KEY: 'sk-ac-local', ACONTEXT_BASE_URL: `${server.url}/api/v1` });
    const runId = await begin(true);
    await playMove(runId, asked(1, 'check_service_status', { service_name: 'api-gateway' }));
    away = true;
    await playMove(runId, asked(2, 'check_logs', { service_name: 'api-gateway' }));
    away = false;
    for (const [index, [tool, args]] of FIX.slice(2).entries())
      await playMove(runId, asked(index + 3, tool, args));
    await playMove(runId, finished(FIX.length + 1, LAST_WORDS));
    const run = await test.settled(runId);
    expect(run).toMatchObject({ status: { outcome: 'verified' }, learning: { state: 'completed' } });
    const events = await test.events(runId);
    expect(events.filter(({ type }) => type === 'session.storing_failed')).toHaveLength(1);
    expect(checkStream(events)).toEqual([]);
  });

  it('needs an Acontext only where it was chosen: without one a run can be played all the same', async () => {
    await open({ ACONTEXT_API_KEY: 'sk-ac-x', ACONTEXT_BASE_URL: 'http://127.0.0.1:9/api/v1' });
    await expect(begin(true)).rejects.toMatchObject({ code: 'acontext_unreachable' });
    const runId = await begin(false);
    await resolve(runId);
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run.status).toMatchObject({ outcome: 'verified' });
  });
});
