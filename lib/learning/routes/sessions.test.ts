import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learningHarness,
  say,
  TEST_KEY,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';

const UNKNOWN = '6f1c1c1e-0000-4000-8000-00000000abcd';
const idSchema = z.object({ id: z.string() });
const listSchema = z.object({
  items: z.array(z.object({ id: z.string() })),
  next_cursor: z.string().optional(),
  has_more: z.boolean(),
});

let lab: LearningHarness;
beforeAll(async () => {
  lab = await learningHarness();
});
afterAll(async () => {
  await lab.close();
});

const newSession = async (body?: unknown): Promise<string> =>
  idSchema.parse((await lab.call('POST', '/session', body)).data).id;

describe('the door', () => {
  test.each([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic abc' }],
    ['an unknown key', { authorization: 'Bearer sk-ac-wrong' }],
  ])('answers 401 to %s', async (_name, headers) => {
    const response = await lab.learning.handle(new Request('http://x/api/v1/ping', { headers }));
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 401, msg: 'Unauthorized' });
  });

  test.each(['/api/v1/ping', '/acontext/api/v1/ping', '/deep/er/api/v1/ping'])(
    'hangs at %s',
    async (path) => {
      const headers = { authorization: `Bearer ${TEST_KEY}` };
      const response = await lab.learning.handle(new Request(`http://x${path}`, { headers }));
      expect(await response.json()).toEqual({ code: 0, msg: 'pong' });
    },
  );

  test('says that it is well without a key', async () => {
    const response = await lab.learning.handle(new Request('http://x/acontext/health'));
    expect(await response.json()).toEqual({ code: 0, msg: 'ok' });
  });

  test.each([
    ['POST', '/sandbox', 'sandboxes'],
    ['POST', '/project/encrypt', 'encryption'],
    ['POST', `/disk/${UNKNOWN}/artifact/upload_from_sandbox`, 'sandboxes'],
    ['POST', `/agent_skills/${UNKNOWN}/download_to_sandbox`, 'sandboxes'],
  ])('%s %s answers 501 and names what is missing', async (method, path, what) => {
    const answer = await lab.call(method, path, method === 'GET' ? undefined : {});
    expect(answer).toMatchObject({ status: 501, code: 501, error: expect.stringContaining(what) });
  });

  test('answers 404 in the envelope to a path that Acontext does not have', async () => {
    expect(await lab.call('GET', '/nothing')).toMatchObject({ status: 404, code: 404 });
  });
});

describe('creating a session', () => {
  test('needs no body', async () => {
    const answer = await lab.call('POST', '/session');
    expect(answer).toMatchObject({
      status: 201,
      code: 0,
      msg: '',
      data: { user_id: null, disable_task_tracking: false, configs: null, space_id: null },
    });
  });

  test('refuses an empty body that is announced as JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await lab.send('POST', '/session', { headers, body: '' })).status).toBe(400);
  });

  test('keeps user and configs', async () => {
    const answer = await lab.call('POST', '/session', { user: 'ada@example.com', configs: { mode: 'x' } });
    expect(answer.data).toMatchObject({ user_id: expect.any(String), configs: { mode: 'x' } });
    const filtered = await lab.call('GET', '/session?user=ada%40example.com');
    expect(listSchema.parse(filtered.data).items).toHaveLength(1);
    const nobody = await lab.call('GET', '/session?user=nobody');
    expect(listSchema.parse(nobody.data).items).toEqual([]);
  });

  test('with a chosen id answers 201 once and 200 from then on', async () => {
    const use_uuid = '0B7E5F50-1111-4000-8000-00000000AAAA';
    const first = await lab.call('POST', '/session', { use_uuid });
    const second = await lab.call('POST', '/session', { use_uuid });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.data).toEqual(first.data);
    expect(await lab.call('POST', '/session', { use_uuid: 'x' })).toMatchObject({
      status: 400,
      msg: 'invalid UUID format for use_uuid',
    });
  });
});

describe('listing sessions', () => {
  test('pages by cursor in both directions without gaps or repeats', async () => {
    const own = await learningHarness();
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      made.push(idSchema.parse((await own.call('POST', '/session', {})).data).id);
    }
    for (const [direction, expected] of [
      ['false', made],
      ['true', made.toReversed()],
    ] as const) {
      const seen: string[] = [];
      let cursor = '';
      for (;;) {
        const { data } = await own.call('GET', `/session?limit=3&time_desc=${direction}&cursor=${cursor}`);
        const page = listSchema.parse(data);
        seen.push(...page.items.map(({ id }) => id));
        expect(page.has_more).toBe(page.next_cursor !== undefined);
        if (!page.next_cursor) break;
        cursor = page.next_cursor;
      }
      expect(seen).toEqual(expected);
    }
    await own.close();
  });

  test('the cursor is the base64url of nanoseconds and id', async () => {
    const { data } = await lab.call('GET', '/session?limit=1');
    const page = listSchema.parse(data);
    const text = Buffer.from(page.next_cursor ?? '', 'base64url').toString();
    expect(text).toMatch(/^\d{19}\|[0-9a-f-]{36}$/);
    expect(text.endsWith(page.items[0]?.id ?? 'none')).toBe(true);
  });

  test('filters by configs as JSON containment', async () => {
    const id = await newSession({ configs: { team: { name: 'core', tags: ['a', 'b'] }, n: 1 } });
    const search = async (filter: unknown) => {
      const query = encodeURIComponent(JSON.stringify(filter));
      return listSchema.parse((await lab.call('GET', `/session?filter_by_configs=${query}`)).data).items;
    };
    expect(await search({ team: { tags: ['b'] } })).toEqual([expect.objectContaining({ id })]);
    expect(await search({ team: { tags: ['c'] } })).toEqual([]);
    expect((await search({})).length).toBeGreaterThan(1);
    expect(await lab.call('GET', '/session?filter_by_configs=nope')).toMatchObject({
      status: 400,
      msg: 'invalid filter_by_configs JSON',
    });
  });

  test.each(['0', '201', '-1', 'x', '1e3'])('refuses the limit %s', async (limit) => {
    expect(await lab.call('GET', `/session?limit=${limit}`)).toMatchObject({ status: 400, code: 400 });
  });

  test('answers 500 to a cursor that is none, as Acontext does', async () => {
    expect(await lab.call('GET', '/session?cursor=xyz')).toMatchObject({
      status: 500,
      msg: 'database error',
    });
  });
});

describe('configs', () => {
  test('PUT replaces, PATCH merges and null deletes', async () => {
    const id = await newSession({ configs: { a: 1, b: 2 } });
    const put = await lab.call('PUT', `/session/${id}/configs`, { configs: { a: 1, c: 3 } });
    expect(put).toMatchObject({ status: 200, hasData: false });
    const patched = await lab.call('PATCH', `/session/${id}/configs`, { configs: { a: null, d: 4 } });
    expect(patched.data).toEqual({ configs: { c: 3, d: 4 } });
    const read = await lab.call('GET', `/session/${id}/configs`);
    expect(read.data).toMatchObject({ id, configs: { c: 3, d: 4 } });
  });

  test('refuses more than 64 KB', async () => {
    const id = await newSession();
    const configs = { text: 'x'.repeat(70_000) };
    const answer = await lab.call('PATCH', `/session/${id}/configs`, { configs });
    expect(answer).toMatchObject({ status: 400, msg: 'configs size exceeds 64KB limit' });
  });

  test('a key named __proto__ is data like any other', async () => {
    const id = await newSession();
    await lab.call('PATCH', `/session/${id}/configs`, '{"configs":{"__proto__":{"polluted":true},"a":1}}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    const read = await lab.call('GET', `/session/${id}/configs`);
    expect(read.data).toMatchObject({ configs: { a: 1 } });
  });

  test('of an unknown session is a storage problem to Acontext', async () => {
    const answer = await lab.call('GET', `/session/${UNKNOWN}/configs`);
    expect(answer).toMatchObject({ status: 500, code: 500, msg: 'database error' });
  });
});

describe('a session that is not there', () => {
  test.each([
    ['DELETE', ''],
    ['POST', '/flush'],
    ['GET', '/observing_status'],
    ['GET', '/token_counts'],
    ['GET', '/task'],
    ['GET', '/events'],
  ])('%s %s answers 404', async (method, path) => {
    const answer = await lab.call(method, `/session/${UNKNOWN}${path}`);
    expect(answer).toMatchObject({ status: 404, code: 404, msg: 'session not found' });
    const malformed = await lab.call(method, `/session/nope${path}`);
    expect(malformed).toMatchObject({ status: 400, msg: 'parameter error', error: 'invalid session_id' });
  });
});

describe('deleting a session', () => {
  test('takes messages, tasks, events and the link along', async () => {
    const ids = await attachedSession(lab);
    await say(lab, ids.session, 'The gateway answers 502.');
    await lab.call('POST', `/session/${ids.session}/events`, { type: 'note', data: { a: 1 } });
    await lab.call('POST', `/session/${ids.session}/flush`);
    expect(await lab.call('DELETE', `/session/${ids.session}`)).toMatchObject({
      status: 200,
      hasData: false,
    });
    const left = await lab.kysely
      .selectFrom('ac_messages')
      .select('id')
      .where('session_id', '=', ids.session)
      .execute();
    expect(left).toEqual([]);
    const links = await lab.call('GET', `/learning_spaces/${ids.space}/sessions`);
    expect(links.data).toEqual([]);
  });
});

describe('events', () => {
  test('are stored and listed', async () => {
    const id = await newSession();
    const added = await lab.call('POST', `/session/${id}/events`, { type: 'deploy', data: { v: 2 } });
    expect(added).toMatchObject({ status: 200, data: { type: 'deploy', data: { v: 2 }, session_id: id } });
    const listed = await lab.call('GET', `/session/${id}/events`);
    expect(listed.data).toMatchObject({ items: [{ type: 'deploy' }], has_more: false });
    expect(await lab.call('POST', `/session/${id}/events`, { type: 'x' })).toMatchObject({ status: 400 });
  });
});

describe('project configs', () => {
  test('merge, are checked and reach the task agent', async () => {
    const bad = await lab.call('PATCH', '/project/configs', { task_success_criteria: 5 });
    expect(bad).toMatchObject({ status: 400, msg: 'task_success_criteria must be a string' });
    const long = await lab.call('PATCH', '/project/configs', { task_failure_criteria: 'x'.repeat(2001) });
    expect(long.msg).toBe('task_failure_criteria exceeds max length (2000 chars)');
    expect(await lab.call('PATCH', '/project/configs', {})).toMatchObject({ status: 400, msg: 'empty body' });
    const set = await lab.call('PATCH', '/project/configs', { task_success_criteria: 'The user says so.' });
    expect(set).toMatchObject({ msg: 'ok', data: { task_success_criteria: 'The user says so.' } });
    const read = await lab.call('GET', '/project/configs');
    expect(read.data).toEqual({ task_success_criteria: 'The user says so.', encryption_enabled: false });
  });
});
