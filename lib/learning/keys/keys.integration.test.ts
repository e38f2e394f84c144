import { AcontextClient } from '@acontext/acontext';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLearning } from '#lib/learning/index.ts';
import { failureOf } from '#lib/testing/failure-of.ts';
import { createInMemoryEngine } from '#lib/testing/in-memory-engine.ts';
import { learningDatabase, type LearningDatabase } from '#lib/testing/learning-database.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import { createKeys, type Keys } from './create-keys.ts';

/** Keys over real HTTP, seen by two instances on one database. */
const OWN = 'sk-ac-of-the-lab';
const START = Date.parse('2026-11-22T10:00:00.000Z');

const postgres = await temporaryPostgres();
afterAll(async () => {
  await postgres?.stop();
});

describe.each(postgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const))('on %s', (kind) => {
  let now = START;
  const clock = { now: () => now };
  let database: LearningDatabase;
  let keys: Keys;
  let urls: string[];
  let closing: (() => Promise<void>)[];

  async function instance(apiKey = OWN) {
    const { kysely } = database;
    const model = scriptedPipeline({}).model;
    const learning = createLearning({ kysely, engine: createInMemoryEngine(), model, clock, apiKey });
    await learning.start();
    const server = await serveHandler(learning.handle);
    closing.push(async () => {
      learning.stop();
      await server.close();
    });
    return `${server.url}/acontext/api/v1`;
  }

  beforeEach(async () => {
    now = START;
    closing = [];
    database = await learningDatabase(kind === 'postgres' && postgres ? { postgresUrl: postgres.url } : {});
    urls = [await instance(), await instance()];
    keys = createKeys(database.kysely, clock);
  });
  afterEach(async () => {
    for (const close of closing) await close();
    await database.remove();
  });

  const ask = async (secret: string, url = urls[0]) => {
    const response = await fetch(`${url}/session`, { headers: { authorization: `Bearer ${secret}` } });
    return { status: response.status, body: await response.text() };
  };
  const keyOf = async (id: string) =>
    (await keys.list()).flatMap((project) => project.keys).find((key) => key.id === id);
  const REFUSED = { status: 401, body: '{"code":401,"msg":"Unauthorized"}' };

  test('a new key works with the published SDK, is refused by every instance once revoked, and leaves others alone', async () => {
    const first = await keys.create({ project: 'team a', label: 'CI' });
    const second = await keys.create({ project: 'team a' });
    expect(first).toMatchObject({
      project: { name: 'team a', isNew: true },
      key: { label: 'CI', origin: 'made', lastUsedAt: null, revokedAt: null },
    });
    expect(second.project).toEqual({ ...first.project, isNew: false });
    expect(first.secret.startsWith(first.key.prefix ?? '?')).toBe(true);
    const client = new AcontextClient({ apiKey: first.secret, baseUrl: urls[1] ?? '' });
    expect(await client.ping()).toBe('pong');
    const session = await client.sessions.create();

    const revoked = await keys.revoke(first.key.id);
    expect(revoked.revokedAt).not.toBeNull();
    for (const url of urls) {
      expect(await ask(first.secret, url)).toEqual(REFUSED);
      const other = await ask(second.secret, url);
      expect(other).toMatchObject({ status: 200, body: expect.stringContaining(session.id) });
      expect((await ask(OWN, url)).status).toBe(200);
    }
    expect(await keys.revoke(first.key.id)).toEqual(revoked);
  });

  test('a key for the lab’s own project sees what the lab sees, until it is revoked', async () => {
    const [own] = await keys.list();
    const { secret, key, project } = await keys.create({ projectId: own?.id });
    expect(project).toMatchObject({ name: null, isNew: false });
    const client = new AcontextClient({ apiKey: OWN, baseUrl: urls[0] ?? '' });
    const session = await client.sessions.create();
    expect((await ask(secret)).body).toContain(session.id);
    await instance();
    expect((await ask(secret)).status).toBe(200);
    await keys.revoke(key.id);
    expect(await ask(secret)).toEqual(REFUSED);
    expect((await ask(OWN)).status).toBe(200);
  });

  test('neither the key nor a part that would help to guess it is in the database', async () => {
    const { secret, key } = await keys.create({ project: 'team a' });
    const { rows } = await sql`select * from ac_keys`.execute(database.kysely);
    const text = JSON.stringify([rows, await keys.list()]);
    expect(text).not.toContain(secret);
    expect(text).not.toContain(secret.slice(0, 11));
    expect(text).not.toContain(OWN.slice(0, 10));
    expect(key.prefix).toHaveLength(10);
  });

  test('use is noted at most once a minute, and many requests at once write once', async () => {
    const { secret, key } = await keys.create({ project: 'team a' });
    await Promise.all(Array.from({ length: 20 }, () => ask(secret)));
    const firstUse = (await keyOf(key.id))?.lastUsedAt;
    expect(firstUse).toBe('2026-11-22T10:00:00.000000Z');
    now = START + 59_999;
    for (const url of urls) await ask(secret, url);
    expect((await keyOf(key.id))?.lastUsedAt).toBe(firstUse);
    now = START + 60_000;
    await ask(secret);
    expect((await keyOf(key.id))?.lastUsedAt).toBe('2026-11-22T10:01:00.000000Z');
    await keys.revoke(key.id);
    now = START + 600_000;
    await ask(secret);
    expect((await keyOf(key.id))?.lastUsedAt).toBe('2026-11-22T10:01:00.000000Z');
  });

  test('the lab’s own key cannot be revoked, only changed by the environment', async () => {
    const own = (await keys.list())[0]?.keys[0];
    expect(own).toMatchObject({ origin: 'environment', prefix: null });
    expect(await failureOf(keys.revoke(own?.id ?? ''))).toMatchObject({ info: { code: 'conflict' } });
    const made = await keys.create({ project: 'team a' });
    await instance('sk-ac-another');
    expect(await ask(OWN)).toEqual(REFUSED);
    expect((await ask('sk-ac-another')).status).toBe(200);
    expect((await ask(made.secret)).status).toBe(200);
  });

  test('a key of another project, or a revoked one, does not become the lab’s own', async () => {
    const foreign = await keys.create({ project: 'team a' });
    const own = (await keys.list())[0]?.id;
    const revoked = await keys.create({ projectId: own });
    await keys.revoke(revoked.key.id);
    for (const { secret } of [foreign, revoked]) {
      expect(await failureOf(instance(secret))).toMatchObject({ info: { code: 'invalid_input' } });
    }
    expect((await ask(OWN)).status).toBe(200);
    const adopted = await keys.create({ projectId: own });
    await instance(adopted.secret);
    expect(await failureOf(keys.revoke(adopted.key.id))).toMatchObject({ info: { code: 'conflict' } });
  });

  test('unknown projects and keys are told, and nothing is made', async () => {
    const before = await keys.list();
    const unknown = '6f1c1c1e-0000-4000-8000-00000000abcd';
    expect(await failureOf(keys.create({ projectId: unknown }))).toMatchObject({
      info: { code: 'invalid_input', fields: { projectId: expect.any(String) } },
    });
    expect(await failureOf(keys.revoke(unknown))).toMatchObject({ info: { code: 'not_found' } });
    expect(await keys.list()).toEqual(before);
  });

  test('two who make the same project at the same time get keys of one', async () => {
    const made = await Promise.all([1, 2, 3].map(() => keys.create({ project: 'team a' })));
    expect(new Set(made.map(({ project }) => project.id)).size).toBe(1);
    expect(made.filter(({ project }) => project.isNew)).toHaveLength(1);
  });
});
