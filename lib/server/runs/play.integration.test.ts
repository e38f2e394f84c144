import { describe, expect, it } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import type { PlayMove } from '#lib/protocol/http.ts';
import type { TestLab } from '#lib/testing/open-test-lab.ts';
import { beginPlay, openToPlay, reopenToPlay, resolvePlay, viewOf } from '#lib/testing/play-harness.ts';
import { asked, FIX, finished, LAST_WORDS } from '#lib/testing/played-moves.ts';
import { cancelRun } from './cancel-run.ts';
import { listRuns } from './list-runs.ts';
import { playMove } from './play-move.ts';
import { rerunRun } from './rerun-run.ts';
import { startRun } from './start-run.ts';

let test: TestLab;

async function open(): Promise<void> {
  test = await openToPlay();
}

const view = (runId: string) => viewOf(test, runId);

describe('a run that a person plays', () => {
  it('has the events of an agent’s run, is judged by the same oracle, and names the person as its model', async () => {
    await open();
    const runId = await beginPlay();
    expect(await view(runId)).toMatchObject({ waiting: 'person', status: { state: 'running' } });
    await resolvePlay(runId);
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
    const runId = await beginPlay();
    const played = await listRuns({ agent: 'person', limit: 10 });
    expect(played.runs.map((run) => run.runId)).toEqual([runId]);
    expect((await listRuns({ agent: 'model', limit: 10 })).total).toBe(0);
  });

  it('may be given up, and is judged as it stands', async () => {
    await open();
    const runId = await beginPlay();
    const giveUp: PlayMove = { turn: 1, moveId: 'give-up-1', action: { kind: 'give_up' } };
    await Promise.all([playMove(runId, giveUp), playMove(runId, giveUp)]);
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run.status).toEqual({ state: 'completed', outcome: 'not_verified' });
    expect((await view(runId)).stopped).toMatchObject({ reason: 'gave_up', finalMessage: '' });
    await expect(playMove(runId, asked(1, 'check_logs', {}))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('may be cancelled, without a verdict, and played again by a rerun', async () => {
    await open();
    const runId = await beginPlay();
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
    const runId = await beginPlay();
    const move = asked(1, 'restart_service', { service_name: 'api-gateway' });
    await Promise.all([playMove(runId, move), playMove(runId, move), playMove(runId, move)]);
    await playMove(runId, move);
    expect((await view(runId)).calls).toHaveLength(1);
  });

  it('of another tab that was slower is refused and changes nothing', async () => {
    await open();
    const runId = await beginPlay();
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
    const runId = await beginPlay();
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
    const runId = await beginPlay();
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
    const started = await Promise.all([beginPlay(false, 'request-0001'), beginPlay(false, 'request-0001')]);
    expect(started[0]).toBe(started[1]);
    expect(await beginPlay(false, 'request-0001')).toBe(started[0]);
    expect((await listRuns({ limit: 10 })).total).toBe(1);
  });
});

describe('a restart in the middle', () => {
  it('keeps the run, carries out the call that was asked for, and the world goes on as it was', async () => {
    await open();
    const runId = await beginPlay(true);
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
    test = await reopenToPlay(test);
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
