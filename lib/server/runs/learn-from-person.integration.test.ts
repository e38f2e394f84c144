import { describe, expect, it, onTestFinished } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { conversationOf } from '#lib/protocol/conversation-of.ts';
import type { TestLab } from '#lib/testing/open-test-lab.ts';
import { beginPlay, openToPlay, resolvePlay, viewOf } from '#lib/testing/play-harness.ts';
import { asked, FIX, finished, LAST_WORDS } from '#lib/testing/played-moves.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { getSkill } from '../skills/get-skill.ts';
import { learnFromRun } from './learn-from-run.ts';
import { playMove } from './play-move.ts';

let test: TestLab;

async function open(env: Record<string, string> = {}): Promise<TestLab> {
  test = await openToPlay(env);
  return test;
}

const view = (runId: string) => viewOf(test, runId);

describe('learning from a person', () => {
  it('stores the session message by message and becomes a skill, when that was chosen at the start', async () => {
    await open();
    const runId = await beginPlay(true);
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
    const runId = await beginPlay();
    await resolvePlay(runId);
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
    onTestFinished(() => server.close());
    await open({ ACONTEXT_API_KEY: 'sk-ac-local', ACONTEXT_BASE_URL: `${server.url}/api/v1` });
    const runId = await beginPlay(true);
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
    await expect(beginPlay(true)).rejects.toMatchObject({ code: 'acontext_unreachable' });
    const runId = await beginPlay(false);
    await resolvePlay(runId);
    const run = await test.until(runId, ({ status }) => status.state === 'completed');
    expect(run.status).toMatchObject({ outcome: 'verified' });
  });
});
