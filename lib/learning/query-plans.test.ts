import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adaptNodeSqlite } from '#lib/store/node-sqlite.ts';
import { createInMemoryEngine } from '#lib/testing/in-memory-engine.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';
import { createLearning, type LearningTables } from './index.ts';

/**
 * What the bench measures, without a clock: SQLite says how it would find the rows of every statement that the server
 * sends. None may read a whole table; a sort is allowed where few rows come together anyway.
 */
const KEY = 'sk-ac-plans';
const connection = new DatabaseSync(':memory:');
const sent = new Set<string>();
const database = adaptNodeSqlite(connection);
const kysely = new Kysely<LearningTables>({
  dialect: new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare: (sql) => {
        sent.add(sql);
        return database.prepare(sql);
      },
    },
  }),
});
const engine = createInMemoryEngine();
const learning = createLearning({
  kysely,
  engine,
  model: scriptedPipeline({}).model,
  clock: Date,
  apiKey: KEY,
});

const answerSchema = z.object({ data: z.unknown().optional() });
async function call(method: string, path: string, body?: object): Promise<unknown> {
  const response = await learning.handle(
    new Request(`http://plans.test/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return answerSchema.parse(await response.json()).data;
}
const idOf = (data: unknown): string => z.object({ id: z.string() }).parse(data).id;

/** How the statements that `work` sends find their rows. */
async function plansOf(work: () => Promise<unknown>): Promise<{ sql: string; plan: string }[]> {
  sent.clear();
  await work();
  const statements = [...sent].filter((sql) => /^(select|update|delete)/.test(sql));
  return statements.map((sql) => {
    const rows = connection.prepare(`explain query plan ${sql}`).all();
    return { sql, plan: rows.map(({ detail }) => String(detail)).join('; ') };
  });
}

const ids = { space: '', session: '', skill: '', disk: '' };
const CURSOR = Buffer.from(`1700000000000000000|${randomUUID()}`).toString('base64url');

beforeAll(async () => {
  await learning.start();
  await engine.run();
  ids.space = idOf(await call('POST', '/learning_spaces', { user: 'ann' }));
  ids.session = idOf(await call('POST', '/session', { user: 'ann' }));
  await call('POST', `/learning_spaces/${ids.space}/learn`, { session_id: ids.session });
  const [skill] = z
    .array(z.object({ id: z.string(), disk_id: z.string() }))
    .parse(await call('GET', `/learning_spaces/${ids.space}/skills`));
  ids.skill = skill?.id ?? '';
  ids.disk = skill?.disk_id ?? '';
});

const say = () =>
  call('POST', `/session/${ids.session}/messages`, { blob: { role: 'user', content: 'It is down.' } });

const LISTS = ['/session', '/learning_spaces', '/agent_skills', '/disk', '/user/ls'];
const lists: [string, () => Promise<unknown>][] = [
  ...LISTS.map((path): [string, () => Promise<unknown>] => [path, () => call('GET', `${path}?limit=20`)]),
  ...LISTS.map((path): [string, () => Promise<unknown>] => [
    `${path} from a cursor`,
    () => call('GET', `${path}?limit=20&time_desc=true&cursor=${CURSOR}`),
  ]),
  ...LISTS.slice(0, 4).map((path): [string, () => Promise<unknown>] => [
    `${path} of a user`,
    () => call('GET', `${path}?limit=20&user=ann&cursor=${CURSOR}`),
  ]),
  ['messages', () => call('GET', `/session/${ids.session}/messages?limit=10&time_desc=true`)],
  ['messages from a cursor', () => call('GET', `/session/${ids.session}/messages?cursor=${CURSOR}`)],
  ['events', () => call('GET', `/session/${ids.session}/events?cursor=${CURSOR}`)],
];

describe('a page', () => {
  test.each(lists)('of %s is read off an index, without sorting', async (_name, work) => {
    const plans = await plansOf(work);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter(({ plan }) => /SCAN ac_|B-TREE FOR ORDER BY/.test(plan))).toEqual([]);
  });
});

test.each<[string, () => Promise<unknown>]>([
  ['storing a message', say],
  ['flushing and learning', () => say().then(() => call('POST', `/session/${ids.session}/flush`))],
  ['a learning’s status', () => call('GET', `/learning_spaces/${ids.space}/sessions/${ids.session}`)],
  ['the learnings of a space', () => call('GET', `/learning_spaces/${ids.space}/sessions`)],
  ['the skills of a space', () => call('GET', `/learning_spaces/${ids.space}/skills`)],
  ['a skill', () => call('GET', `/agent_skills/${ids.skill}`)],
  ['a search in a skill', () => call('GET', `/disk/${ids.disk}/artifact/grep?query=x`)],
  ['the tasks', () => call('GET', `/session/${ids.session}/task`)],
  ['the token count', () => call('GET', `/session/${ids.session}/token_counts`)],
  ['the observing status', () => call('GET', `/session/${ids.session}/observing_status`)],
  ['copying a session', () => call('POST', `/session/${ids.session}/copy`)],
  ['what a start takes up again', () => learning.start()],
  ['deleting a user', () => call('DELETE', '/user/ann')],
])('%s reads no whole table', async (_name, work) => {
  const plans = (await plansOf(work)).filter(({ sql }) => !/ac_(migrations|secrets|keys|projects)/.test(sql));
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter(({ plan }) => /SCAN ac_/.test(plan))).toEqual([]);
});

test('a message that nobody waits for is found by what it waits for', async () => {
  const plans = await plansOf(async () => {
    const session = idOf(await call('POST', '/session', {}));
    await call('POST', `/session/${session}/messages`, { blob: { role: 'user', content: 'Hm.' } });
  });
  const counting = plans.find(({ sql }) => sql.includes('"batch_id" is null'));
  expect(counting?.plan).toContain('(batch_id=? AND status=? AND session_id=?)');
});
