import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { learningHarness, type LearningHarness } from '#lib/testing/learning-harness.ts';

const idSchema = z.object({ id: z.string(), user_id: z.string().nullable() });
const listSchema = z.object({
  items: z.array(z.object({ id: z.string(), identifier: z.string() })),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
});

let lab: LearningHarness;
beforeAll(async () => {
  lab = await learningHarness();
});
afterAll(async () => {
  await lab.close();
});

const make = async (path: string, user: string) =>
  idSchema.parse((await lab.call('POST', path, { user })).data);
const list = async (query = '') => listSchema.parse((await lab.call('GET', `/user/ls${query}`)).data);
const names = async (query = '') => (await list(query)).items.map(({ identifier }) => identifier);

test('a user is made when first named, is listed, and pages by cursor', async () => {
  for (const user of ['ada', 'bob', 'Zoë / ops']) await make('/session', user);
  await make('/session', 'ada');
  expect(await names()).toEqual(['ada', 'bob', 'Zoë / ops']);
  expect(await names('?limit=0&time_desc=true')).toEqual(['Zoë / ops', 'bob', 'ada']);
  const first = await list('?limit=2');
  expect(first).toMatchObject({ has_more: true });
  expect(await names(`?limit=2&cursor=${first.next_cursor}`)).toEqual(['Zoë / ops']);
});

test.each(['?limit=201', '?limit=-1', '?time_desc=x'])('refuses %s', async (query) => {
  expect(await lab.call('GET', `/user/ls${query}`)).toMatchObject({ status: 400, msg: 'parameter error' });
});

test('sessions, spaces and skills are filtered by user; an unknown one owns nothing', async () => {
  const space = await make('/learning_spaces', 'cyd');
  const session = await make('/session', 'cyd');
  expect(space.user_id).toBe(session.user_id);
  const ids = async (path: string) =>
    z.object({ items: z.array(z.object({ id: z.string() })) }).parse((await lab.call('GET', path)).data)
      .items;
  expect(await ids('/session?user=cyd')).toMatchObject([{ id: session.id }]);
  expect(await ids('/learning_spaces?user=cyd')).toMatchObject([{ id: space.id }]);
  expect(await ids('/agent_skills?user=cyd')).toHaveLength(2);
  expect(await ids('/session?user=nobody')).toEqual([]);
});

test('resources are counted; nobody is a storage problem under 404', async () => {
  expect(await lab.call('GET', '/user/cyd/resources')).toMatchObject({
    status: 200,
    data: { counts: { sessions_count: 1, disks_count: 2, skills_count: 2 } },
  });
  expect(await lab.call('GET', `/user/${encodeURIComponent('Zoë / ops')}/resources`)).toMatchObject({
    data: { counts: { sessions_count: 1, disks_count: 0, skills_count: 0 } },
  });
  expect(await lab.call('GET', '/user/nobody/resources')).toMatchObject({
    status: 404,
    code: 500,
    msg: 'database error',
  });
});

test('deleting a user takes everything of theirs and nothing of others', async () => {
  const other = await make('/learning_spaces', 'bob');
  const mine = await make('/learning_spaces', 'eve');
  const session = await make('/session', 'eve');
  await lab.call('POST', `/learning_spaces/${other.id}/learn`, { session_id: session.id });
  await lab.call('POST', `/session/${session.id}/messages`, { blob: { role: 'user', content: 'hello' } });
  expect(await lab.call('DELETE', '/user/eve')).toMatchObject({ status: 200, code: 0, hasData: false });
  expect(await names()).not.toContain('eve');
  expect(await lab.call('GET', `/learning_spaces/${mine.id}`)).toMatchObject({ status: 404 });
  expect(await lab.call('GET', `/session/${session.id}/task`)).toMatchObject({ status: 404 });
  expect((await lab.call('GET', `/learning_spaces/${other.id}/sessions`)).data).toEqual([]);
  expect((await lab.call('GET', `/learning_spaces/${other.id}/skills`)).data).toHaveLength(2);
  for (const table of ['ac_messages', 'ac_space_sessions'] as const) {
    expect(
      await lab.kysely.selectFrom(table).where('session_id', '=', session.id).selectAll().execute(),
    ).toEqual([]);
  }
  const files = await lab.kysely
    .selectFrom('ac_files')
    .select('path')
    .where('disk_id', 'not in', lab.kysely.selectFrom('ac_disks').select('id'))
    .execute();
  expect(files).toEqual([]);
});

test('deleting nobody is fine', async () => {
  expect(await lab.call('DELETE', '/user/nobody')).toMatchObject({ status: 200, code: 0 });
  expect(await lab.call('DELETE', '/user/%00')).toMatchObject({ status: 200 });
});
