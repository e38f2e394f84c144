import { afterEach, describe, expect, it } from 'vitest';
import { closeAcontexts, openAcontext, SESSION, USER } from '#lib/testing/acontext-over-http.ts';
import { failureOf } from '#lib/testing/failure-of.ts';
import { createSessionRecorder, readLearningProgress } from './index.ts';

afterEach(closeAcontexts);

const rateLimited = (retryAfter: string) => ({
  kind: 'answer' as const,
  response: Response.json(
    { code: 429, msg: 'slow down' },
    { status: 429, headers: { 'retry-after': retryAfter } },
  ),
});

const overloaded = () => ({
  kind: 'answer' as const,
  response: Response.json({ code: 503, msg: 'busy' }, { status: 503 }),
});

describe.each(['remote', 'embedded'] as const)('a session (%s)', (kind) => {
  it('is created once under our id, and keeps messages in OpenAI form with their key', async () => {
    const { client, server } = await openAcontext(kind);
    expect(await client.sessions.create({ sessionId: SESSION })).toBe(SESSION);
    expect(await client.sessions.create({ sessionId: SESSION })).toBe(SESSION);
    const recorder = createSessionRecorder(client, SESSION);
    const toolCalls = [{ id: 'a', name: 'look', arguments: '{"at":' }];
    await recorder.store(USER, { key: 'run:0', checkFirst: false });
    await recorder.store({ role: 'assistant', content: '', toolCalls }, { key: 'run:1', checkFirst: false });
    await recorder.store(
      { role: 'tool', toolCallId: 'a', content: 'no' },
      { key: 'run:2', checkFirst: false },
    );
    await recorder.store(
      { role: 'assistant', content: 'x', toolCalls: [] },
      { key: 'run:3', checkFirst: false },
    );
    expect(server.sessions.get(SESSION)?.map(({ blob }) => blob)).toEqual([
      { role: 'user', content: 'It is down.' },
      {
        role: 'assistant',
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'look', arguments: '{"at":' } }],
      },
      { role: 'tool', tool_call_id: 'a', content: 'no' },
      { role: 'assistant', content: 'x' },
    ]);
    expect((await client.sessions.getMessages(SESSION)).map(({ meta }) => meta)).toEqual(
      [0, 1, 2, 3].map((index) => ({ lab_key: `run:${index}` })),
    );
    expect(await client.sessions.messagesObservingStatus(SESSION)).toEqual({
      observed: 4,
      inProcess: 0,
      pending: 0,
    });
    await client.sessions.delete(SESSION);
    expect(await failureOf(client.sessions.delete(SESSION))).toMatchObject({ code: 'not_found' });
  });

  it('does not store a message twice that it is asked to look for first', async () => {
    const { client, server } = await openAcontext(kind);
    await client.sessions.create({ sessionId: SESSION });
    const first = await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    const again = await client.sessions.storeMessage(SESSION, USER, { key: 'run:0', checkFirst: true });
    expect(again).toBe(first);
    expect(server.sessions.get(SESSION)).toHaveLength(1);
  });

  it('finds the message again when the connection breaks after it was stored', async () => {
    const { client, server } = await openAcontext(kind);
    await client.sessions.create({ sessionId: SESSION });
    server.faults.push({ kind: 'cut-after' });
    const id = await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    expect(server.sessions.get(SESSION)?.map((message) => message.id)).toEqual([id]);
  });

  it('waits and tries again while the server is overloaded', async () => {
    const { client, server, waits } = await openAcontext(kind);
    await client.sessions.create({ sessionId: SESSION });
    server.faults.push(overloaded(), overloaded());
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    expect(server.sessions.get(SESSION)).toHaveLength(1);
    expect(waits.length).toBeGreaterThanOrEqual(2);
  });

  it('leaves the server alone for as long as it asks', async () => {
    const { client, server, waits } = await openAcontext(kind);
    server.faults.push(rateLimited('7'), rateLimited('2'));
    await client.sessions.create();
    expect(waits).toEqual([7000, 2000]);
  });

  it('is not waited for longer than a run can wait, whatever the server asks', async () => {
    const { client, server, waits } = await openAcontext(kind);
    server.faults.push(rateLimited('3600'));
    expect(await failureOf(client.sessions.create())).toMatchObject({ code: 'acontext_failed' });
    expect(waits).toEqual([]);
  });

  it('does not get a message twice from a proxy that says 503 of a server that had stored it', async () => {
    const { client, server } = await openAcontext(kind);
    await client.sessions.create({ sessionId: SESSION });
    server.faults.push({ ...overloaded(), kind: 'answer-after' });
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    expect(server.sessions.get(SESSION)).toHaveLength(1);
  });

  it('is flushed only if the answer says so, whatever its HTTP status', async () => {
    const { client, server } = await openAcontext(kind);
    await client.sessions.flush(SESSION);
    server.flushes.push({ status: 500, errmsg: 'model is away' });
    const error = await failureOf(client.sessions.flush(SESSION));
    expect(error.code).toBe('learning_failed');
    expect(error.message).toContain('model is away');
  });

  it('lists its tasks from all pages by their order', async () => {
    const { client, server } = await openAcontext(kind);
    const task = (order: number, data = {}) => ({
      id: `t${order}`,
      order,
      status: 'success',
      data: { task_description: `Task ${order}`, ...data },
    });
    server.tasks.set(SESSION, [
      task(2),
      task(3),
      task(1, { progresses: ['looked'], user_preferences: ['short'] }),
    ]);
    const tasks = await client.sessions.getTasks(SESSION);
    expect(tasks.map(({ taskId }) => taskId)).toEqual(['t1', 't2', 't3']);
    expect(tasks[0]).toMatchObject({ description: 'Task 1', progress: ['looked'], preferences: ['short'] });
    expect(tasks[1]).toMatchObject({ progress: [], preferences: [] });
  });
});

describe.each(['remote', 'embedded'] as const)('learning (%s)', (kind) => {
  async function withSession() {
    const set = await openAcontext(kind);
    const { spaceId } = await set.client.learningSpaces.create();
    await set.client.sessions.create({ sessionId: SESSION });
    return { ...set, spaceId };
  }
  const { signal } = new AbortController();

  it('is asked for once; again for the same space is fine, for another is a conflict', async () => {
    const { client, server, spaceId } = await withSession();
    await client.learningSpaces.learn(spaceId, SESSION);
    await client.learningSpaces.learn(spaceId, SESSION);
    // Looking at it before anything is stored would have ended it.
    expect(server.links.get(SESSION)?.status).toBe('pending');
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    await client.learningSpaces.learn(spaceId, SESSION);
    const other = await client.learningSpaces.create();
    expect(await failureOf(client.learningSpaces.learn(other.spaceId, SESSION))).toMatchObject({
      code: 'conflict',
    });
    expect(await client.learningSpaces.listSessions(spaceId)).toHaveLength(1);
  });

  it('is waited for until its end has settled', async () => {
    const { client, server, spaceId, waits } = await withSession();
    await client.learningSpaces.learn(spaceId, SESSION);
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    server.statuses.push('pending', 'distilling', 'completed', 'distilling', 'skill_writing', 'completed');
    const ended = await client.learningSpaces.waitForLearning(spaceId, SESSION, { signal });
    expect(ended.status).toBe('completed');
    expect(server.statuses).toEqual([]);
    expect(waits.at(-1)).toBe(3000);
  });

  it('that never ends is given up, with its last status', async () => {
    const { client, server, spaceId } = await withSession();
    await client.learningSpaces.learn(spaceId, SESSION);
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    server.statuses.push('skill_writing');
    const waiting = client.learningSpaces.waitForLearning(spaceId, SESSION, { signal, timeoutMs: 10_000 });
    const error = await failureOf(waiting);
    expect(error.code).toBe('learning_timeout');
    expect(error.message).toContain('skill_writing');
  });

  it('is no longer waited for once cancelled', async () => {
    const { client, spaceId } = await withSession();
    const waiting = client.learningSpaces.waitForLearning(spaceId, SESSION, { signal: AbortSignal.abort() });
    expect(await failureOf(waiting)).toMatchObject({ code: 'cancelled' });
  });

  it('goes on being waited for while Acontext is away, and says so', async () => {
    const { client, server, spaceId } = await withSession();
    await client.learningSpaces.learn(spaceId, SESSION);
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    server.statuses.push('distilling', 'completed');
    // Longer than any single call tries, then a rate limit that names its time.
    const away = Array.from({ length: 9 }, overloaded);
    server.faults.push(...away, rateLimited('20'));
    const told: unknown[] = [];
    const ended = await client.learningSpaces.waitForLearning(spaceId, SESSION, {
      signal,
      onProgress: async ({ observed, status }) => void told.push({ observed, status }),
      onTrouble: async ({ code }, waitMs) => void told.push({ code, waitMs }),
    });
    expect(ended.status).toBe('completed');
    expect(told.slice(0, 2)).toEqual([
      { code: 'acontext_failed', waitMs: 1000 },
      { code: 'acontext_failed', waitMs: 2000 },
    ]);
    expect(told.slice(2, 5)).toEqual([
      { observed: 1, status: 'pending' },
      { observed: 1, status: 'distilling' },
      { observed: 1, status: 'completed' },
    ]);
  });

  it('is given up with what was wrong, when Acontext stays away until the time is up', async () => {
    const { client, server, spaceId, waits } = await withSession();
    server.faults.push(...Array.from({ length: 100 }, overloaded));
    const waiting = client.learningSpaces.waitForLearning(spaceId, SESSION, { signal, timeoutMs: 60_000 });
    expect(await failureOf(waiting)).toMatchObject({ code: 'acontext_failed' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(60_000);
  });

  it('is given up at once when the key is refused', async () => {
    const { client, server, spaceId, waits } = await withSession();
    const revoked = Response.json({ code: 401, msg: 'Unauthorized' }, { status: 401 });
    server.faults.push({ kind: 'answer', response: revoked });
    const waiting = client.learningSpaces.waitForLearning(spaceId, SESSION, { signal });
    const error = await failureOf(waiting);
    expect(error.code).toBe('acontext_unauthorized');
    expect(error.info.hint).toContain('revoked');
    expect(waits).toEqual([]);
  });

  it('is read without ending it', async () => {
    const { client, spaceId } = await withSession();
    await client.learningSpaces.learn(spaceId, SESSION);
    const nothing = { observed: 0, inProcess: 0, pending: 0, tasks: [] };
    expect(await readLearningProgress(client, SESSION, spaceId)).toEqual({ ...nothing, status: 'pending' });
    expect(await readLearningProgress(client, SESSION, null)).toEqual({ ...nothing, status: null });
    await client.sessions.storeMessage(SESSION, USER, { key: 'run:0' });
    expect(await readLearningProgress(client, SESSION, spaceId)).toMatchObject({
      observed: 1,
      status: 'pending',
    });
  });

  it('shows distillations where the server has them', async () => {
    const { client, server } = await openAcontext(kind);
    expect(await client.listDistillations(SESSION)).toBeNull();
    const wire = {
      id: 'd1',
      task_id: 't1',
      kind: 'success',
      text: 'Look first.',
      created_at: '2026-01-01T00:00:00Z',
    };
    server.distillations.set(SESSION, [wire]);
    expect(await client.listDistillations(SESSION)).toEqual([
      {
        distillationId: 'd1',
        taskId: 't1',
        kind: 'success',
        text: 'Look first.',
        createdAt: wire.created_at,
      },
    ]);
  });
});

describe('skills', () => {
  it.each(['remote', 'embedded'] as const)('are listed, read and packed (%s)', async (kind) => {
    const { client, server } = await openAcontext(kind);
    const { spaceId } = await client.learningSpaces.create();
    server.skills.set('s1', {
      id: 's1',
      name: 'zeta',
      description: 'Z',
      files: { 'b.md': 'B', 'SKILL.md': 'S' },
    });
    server.skills.set('s2', { id: 's2', name: 'alpha', description: 'A', files: {} });
    const skills = await client.learningSpaces.listSkills(spaceId);
    expect(skills.map(({ name }) => name)).toEqual(['alpha', 'zeta']);
    expect(skills[1]?.files.map(({ path }) => path)).toEqual(['SKILL.md', 'b.md']);
    expect(await client.skills.list()).toHaveLength(2);
    expect((await client.skills.getFile('s1', 'b.md')).content?.raw).toBe('B');
    expect(await client.skills.downloadZip('s1')).toEqual(new Uint8Array([80, 75, 0, 255]));
    expect(await failureOf(client.skills.downloadZip('no'))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(client.skills.get('no'))).toMatchObject({ code: 'not_found' });
  });
});
