import { AcontextClient, APIError, FileUpload } from '@acontext/acontext';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createEngine } from '#lib/engine/index.ts';
import { createKeys, createLearning, type Learning, type LearningTables } from '#lib/learning/index.ts';
import { createChatModel, createOfflineModel } from '#lib/models/index.ts';
import type { Engine } from '#lib/protocol/ports.ts';
import { parseSkillMd } from '#lib/skills/parse-skill-md.ts';
import { validateSkill } from '#lib/skills/validate-skill.ts';
import { openStore, type Store } from '#lib/store/index.ts';
import { classicTranscript } from '#lib/testing/classic-transcript.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { temporaryPostgres, type TemporaryPostgres } from '#lib/testing/temporary-postgres.ts';

/** The whole of it over real HTTP: the published SDK, the real engine, the real store, the offline model. */
const KEY = 'sk-ac-integration';
const clock = { now: () => Date.now() };
const idSchema = z.object({ id: z.string() });
const skillsSchema = z.array(
  z.object({ id: z.string(), name: z.string(), file_index: z.array(z.object({ path: z.string() })) }),
);
const fileSchema = z.object({ path: z.string(), content: z.object({ type: z.string(), raw: z.string() }) });

const postgres: TemporaryPostgres | null = await temporaryPostgres();
afterAll(async () => {
  await postgres?.stop();
});

describe.each(postgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const))('on %s', (kind) => {
  const folder = temporaryLab();
  const errors: unknown[] = [];
  let store: Store;
  let engine: Engine;
  let learning: Learning;
  let server: Awaited<ReturnType<typeof serveHandler>>;
  let client: AcontextClient;

  beforeAll(async () => {
    const url = postgres?.url ?? '';
    const config =
      kind === 'sqlite'
        ? ({ kind, dataDir: folder.dataDir } as const)
        : ({ kind, url, schema: 'learning_test' } as const);
    store = await openStore(config, { clock });
    engine = await createEngine(config, { concurrency: 8, onError: (error) => errors.push(error) });
    const model = createChatModel({ kind: 'offline', handler: createOfflineModel() });
    learning = createLearning({
      kysely: store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>(),
      engine,
      model: (request, options) => model.infer({ ...request, seed: 1, pace: 'instant' }, options),
      apiKey: KEY,
      clock,
      onError: (error) => errors.push(error),
    });
    await learning.start();
    await engine.run();
    server = await serveHandler(learning.handle);
    client = new AcontextClient({ apiKey: KEY, baseUrl: `${server.url}/acontext/api/v1` });
  });
  afterAll(async () => {
    learning.stop();
    await engine.stop();
    await server.close();
    await store.close();
    folder.remove();
  });

  test('the typed calls of SDK 0.0.16 work', async () => {
    expect(await client.ping()).toBe('pong');
    const session = await client.sessions.create({ configs: { mode: 'test' } });
    expect(session).toMatchObject({ space_id: null, configs: { mode: 'test' } });
    const stored = await client.sessions.storeMessage(session.id, { role: 'user', content: 'hello' });
    expect(stored.session_id).toBe(session.id);
    const listed = await client.sessions.list({ limit: 5 });
    expect(listed.items.map(({ id }) => id)).toContain(session.id);
    await client.sessions.updateConfigs(session.id, { configs: { mode: 'other' } });
    expect((await client.sessions.getConfigs(session.id)).configs).toEqual({ mode: 'other' });
    const messages = await client.sessions.getMessages(session.id, { limit: 10, timeDesc: false });
    expect(messages.items).toEqual([{ role: 'user', content: 'hello' }]);
    expect((await client.sessions.getTokenCounts(session.id)).total_tokens).toBeGreaterThan(0);
    expect(await client.sessions.flush(session.id)).toEqual({ status: 200, errmsg: '' });
    expect(await client.sessions.messagesObservingStatus(session.id)).toMatchObject({
      observed: 1,
      pending: 0,
    });
    await client.sessions.delete(session.id);
    await expect(client.sessions.getTasks(session.id)).rejects.toThrow(APIError);
  });

  test('disks, artifacts and messages with files work through the SDK', async () => {
    const disk = await client.disks.create();
    const file = new FileUpload({
      filename: 'a.md',
      content: Buffer.from('# A'),
      contentType: 'text/markdown',
    });
    const put = await client.disks.artifacts.upsert(disk.id, {
      file,
      filePath: '/notes/',
      meta: { by: 'me' },
    });
    expect(put).toMatchObject({ path: '/notes/', filename: 'a.md', meta: { by: 'me' } });
    await client.disks.artifacts.upsert(disk.id, { file, filePath: '/notes/' });
    const at = { filePath: '/notes', filename: 'a.md' };
    const got = await client.disks.artifacts.get(disk.id, { ...at, withContent: true });
    expect(got.content).toEqual({ type: 'text', raw: '# A' });
    expect(await (await fetch(got.public_url ?? '')).text()).toBe('# A');
    const updated = await client.disks.artifacts.update(disk.id, { ...at, meta: { seen: 1 } });
    expect(updated.artifact.meta).toMatchObject({ seen: 1 });
    expect(await client.disks.artifacts.list(disk.id, { path: '/' })).toMatchObject({
      directories: ['notes'],
    });
    await client.disks.artifacts.delete(disk.id, at);
    await client.disks.delete(disk.id);
    expect((await client.disks.list()).items.map(({ id }) => id)).not.toContain(disk.id);

    const session = await client.sessions.create({ disableTaskTracking: true });
    const blob = { role: 'user' as const, parts: [{ type: 'file', file_field: 'doc' }] };
    await client.sessions.storeMessage(session.id, blob, { format: 'acontext', fileField: 'doc', file });
    const claude = { role: 'user', content: [{ type: 'text', text: 'hi' }] };
    await client.sessions.storeMessage(session.id, claude, { format: 'anthropic' });
    const copy = z
      .object({ new_session_id: z.string() })
      .parse(await client.request('POST', `/session/${session.id}/copy`)).new_session_id;
    const messages = await client.sessions.getMessages(copy, { format: 'gemini', timeDesc: false });
    expect(messages.items).toMatchObject([
      { role: 'user', parts: [{ fileData: { mimeType: 'text/markdown' } }] },
      { role: 'user', parts: [{ text: 'hi' }] },
    ]);
  });

  test('a second project sees nothing of the first, and a user goes with all that is theirs', async () => {
    const kysely = store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>();
    const { secret } = await createKeys(kysely, clock).create({ project: 'second' });
    const second = new AcontextClient({ apiKey: secret, baseUrl: `${server.url}/api/v1` });
    const session = await client.sessions.create();
    await expect(second.sessions.delete(session.id)).rejects.toMatchObject({ statusCode: 404 });
    expect((await second.sessions.list()).items).toEqual([]);
    const owned = { jsonData: { user: 'ada' } };
    await second.request('POST', '/learning_spaces', owned);
    await second.request('POST', '/session', owned);
    expect(await second.request('GET', '/user/ada/resources')).toEqual({
      counts: { sessions_count: 1, disks_count: 2, skills_count: 2 },
    });
    await second.request('DELETE', '/user/ada');
    expect(await second.request('GET', '/user/ls')).toEqual({ items: [], has_more: false });
    expect((await client.sessions.getConfigs(session.id)).id).toBe(session.id);
  });

  test('a wrong key is an APIError with 401', async () => {
    const stranger = new AcontextClient({ apiKey: 'sk-ac-no', baseUrl: `${server.url}/api/v1` });
    await expect(stranger.ping()).rejects.toMatchObject({ statusCode: 401, message: 'Unauthorized' });
  });

  test('the classic incident becomes a task, a distillation and a valid skill', async () => {
    const space = idSchema.parse(await client.request('POST', '/learning_spaces', { jsonData: {} })).id;
    const session = (await client.sessions.create()).id;
    await client.request('POST', `/learning_spaces/${space}/learn`, { jsonData: { session_id: session } });
    for (const message of classicTranscript()) await client.sessions.storeMessage(session, message);
    expect(await client.sessions.flush(session)).toEqual({ status: 200, errmsg: '' });

    const status = async () =>
      z
        .object({ status: z.string(), error: z.string().optional() })
        .parse(await client.request('GET', `/learning_spaces/${space}/sessions/${session}`));
    await expect
      .poll(status, { timeout: 20_000 })
      .toMatchObject({ status: expect.stringMatching(/completed|failed/) });
    expect(await status()).toEqual({ status: 'completed' });

    const tasks = await client.sessions.getTasks(session);
    expect(tasks.items).toMatchObject([{ order: 1, status: 'success', space_digested: true }]);
    const distilled = await client.request('GET', `/lab/sessions/${session}/distillations`);
    expect(distilled).toMatchObject([{ kind: 'success', task_id: tasks.items[0]?.id }]);

    const skills = skillsSchema.parse(await client.request('GET', `/learning_spaces/${space}/skills`));
    const learned = skills.filter(({ name }) => name !== 'daily-logs' && name !== 'user-general-facts');
    expect(learned).toHaveLength(1);
    const [skill] = learned;
    const files = await Promise.all(
      (skill?.file_index ?? []).map(async ({ path }) => {
        const params = { file_path: path };
        const file = fileSchema.parse(
          await client.request('GET', `/agent_skills/${skill?.id}/file`, { params }),
        );
        return { path: file.path, content: file.content.raw };
      }),
    );
    const main = files.find(({ path }) => path === 'SKILL.md');
    expect(parseSkillMd(main?.content ?? '')).toMatchObject({ ok: true, skill: { name: skill?.name } });
    expect(validateSkill(files).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(errors).toEqual([]);
  });
});
