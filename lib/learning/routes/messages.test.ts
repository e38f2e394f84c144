import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { learningHarness, type LearningHarness } from '#lib/testing/learning-harness.ts';

const idSchema = z.object({ id: z.string() });
const listSchema = z.object({
  items: z.array(z.record(z.string(), z.unknown())),
  ids: z.array(z.string()),
  metas: z.array(z.unknown()),
  has_more: z.boolean(),
  next_cursor: z.string().optional(),
  this_time_tokens: z.number(),
});

let lab: LearningHarness;
let session: string;
beforeAll(async () => {
  lab = await learningHarness();
});
afterAll(async () => {
  await lab.close();
});

async function fresh(body: unknown = {}): Promise<void> {
  session = idSchema.parse((await lab.call('POST', '/session', body)).data).id;
}
const store = (blob: unknown, more: object = {}) =>
  lab.call('POST', `/session/${session}/messages`, { blob, ...more });
const list = async (query = '') =>
  listSchema.parse((await lab.call('GET', `/session/${session}/messages${query}`)).data);

describe('storing', () => {
  test('answers the message in its own form and links it to the one before', async () => {
    await fresh();
    const first = await store({ role: 'user', content: 'hello' }, { meta: { run: 'r1' } });
    expect(first).toMatchObject({
      status: 201,
      data: {
        session_id: session,
        parent_id: null,
        role: 'user',
        meta: { run: 'r1' },
        parts: [{ type: 'text', text: 'hello' }],
        task_id: null,
        session_task_process_status: 'pending',
      },
    });
    const second = await store({ role: 'assistant', content: null });
    expect(second.data).toMatchObject({ parent_id: idSchema.parse(first.data).id, parts: [], meta: {} });
  });

  test('is not tracked in a session without tracking', async () => {
    await fresh({ disable_task_tracking: true });
    const stored = await store({ role: 'user', content: 'hello' });
    expect(stored.data).toMatchObject({ session_task_process_status: 'disable_tracking' });
    expect((await lab.call('POST', `/session/${session}/flush`)).data).toEqual({ status: 200, errmsg: '' });
  });

  test.each([
    ['no blob', {}, 'parameter error'],
    ['a blob that is no object', { blob: 'x' }, 'parameter error'],
    ['an unknown format', { blob: {}, format: 'cobol' }, 'parameter error'],
    ['a user message without content', { blob: { role: 'user' } }, 'failed to normalize openai message'],
    ['an unknown role', { blob: { role: 'king', content: 'x' } }, 'failed to normalize openai message'],
    [
      'a tool call without a name',
      { blob: { role: 'assistant', tool_calls: [{ id: 'a' }] } },
      'failed to normalize openai message',
    ],
    [
      'a tool part without a name',
      { format: 'acontext', blob: { role: 'assistant', parts: [{ type: 'tool-call', meta: {} }] } },
      'failed to normalize acontext message',
    ],
    [
      'a system role in the own format',
      { format: 'acontext', blob: { role: 'system', parts: [] } },
      'failed to normalize acontext message',
    ],
    [
      'too much meta',
      { blob: { role: 'user', content: 'x' }, meta: { t: 'x'.repeat(66_000) } },
      'meta size exceeds 64KB limit',
    ],
  ])('refuses %s', async (_name, body, msg) => {
    await fresh();
    const answer = await lab.call('POST', `/session/${session}/messages`, body);
    expect(answer).toMatchObject({ status: 400, code: 400, msg });
    expect((await list()).items).toEqual([]);
  });

  test('into an unknown session is a storage problem under 400', async () => {
    session = '6f1c1c1e-0000-4000-8000-00000000abcd';
    const answer = await store({ role: 'user', content: 'x' });
    expect(answer).toMatchObject({ status: 400, code: 500, msg: 'database error' });
  });

  test('at the same time keeps one order and one chain', async () => {
    await fresh();
    await Promise.all(
      Array.from({ length: 12 }, (_, index) => store({ role: 'user', content: `m${index}` })),
    );
    const { items } = await list('?format=acontext');
    const chain = z.array(z.object({ id: z.string(), parent_id: z.string().nullable() })).parse(items);
    expect(chain.map((item) => item.parent_id)).toEqual([null, ...chain.slice(0, -1).map(({ id }) => id)]);
  });
});

describe('getting', () => {
  const conversation = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Why 502?', name: 'ada' },
    {
      role: 'assistant',
      content: 'I look.',
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'check_logs', arguments: '{"service_name":"api"}' } },
        { id: 'c2', type: 'function', function: { name: 'read_config', arguments: '{}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'c1', content: 'timeout' },
    { role: 'tool', tool_call_id: 'c2', content: '' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'See this.' },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } },
      ],
    },
    { role: 'assistant', refusal: 'I cannot see it.' },
  ];

  test('gives OpenAI messages back as they came', async () => {
    await fresh();
    for (const message of conversation) expect((await store(message)).status).toBe(201);
    const page = await list();
    expect(page.items).toEqual(conversation);
    expect(page.ids).toHaveLength(conversation.length);
    expect(page.metas).toEqual(conversation.map(() => ({})));
    expect(page.this_time_tokens).toBeGreaterThan(20);
    const total = await lab.call('GET', `/session/${session}/token_counts`);
    expect(total.data).toEqual({ total_tokens: page.this_time_tokens });
  });

  test('shows the own format with system keys and processing status', async () => {
    const { items } = await list('?format=acontext');
    expect(items[0]).toMatchObject({
      role: 'user',
      meta: { source_format: 'openai', original_role: 'system' },
      session_task_process_status: expect.any(String),
      task_id: null,
    });
    expect(items[2]).toMatchObject({
      parts: [
        { type: 'text', text: 'I look.' },
        { type: 'tool-call', meta: { id: 'c1', name: 'check_logs', type: 'function' } },
        { type: 'tool-call' },
      ],
    });
  });

  test('pages from either end, always oldest first within a page', async () => {
    await fresh();
    for (const content of ['a', 'b', 'c', 'd', 'e']) await store({ role: 'user', content });
    const texts = async (query: string) => {
      const page = await list(query);
      return { texts: page.items.map(({ content }) => content).join(''), next: page.next_cursor };
    };
    const first = await texts('?limit=2');
    expect(first.texts).toBe('ab');
    const second = await texts(`?limit=2&cursor=${first.next}`);
    expect(second.texts).toBe('cd');
    expect(await texts(`?limit=2&cursor=${second.next}`)).toEqual({ texts: 'e', next: undefined });
    const newest = await texts('?limit=2&time_desc=true');
    expect(newest.texts).toBe('de');
    expect((await texts(`?limit=2&time_desc=true&cursor=${newest.next}`)).texts).toBe('bc');
  });

  test('counts a special token and a huge word as what they are', async () => {
    await fresh();
    await store({ role: 'user', content: '<|endoftext|>' });
    expect((await list()).this_time_tokens).toBeGreaterThan(1);
    expect((await store({ role: 'user', content: 'a'.repeat(200_000) })).status).toBe(201);
  });

  test.each([
    ['?format=anthropic', 200],
    ['?format=nope', 400],
    ['?cursor=xyz', 400],
    ['?limit=201', 400],
    ['?time_desc=perhaps', 400],
    ['?edit_strategies=[{"type":"token_limit"}]', 400],
    ['?edit_strategies=[{"type":"nope"}]', 400],
    ['?edit_strategies={', 400],
    ['?edit_strategies=[{"type":"middle_out","params":{"token_reduce_to":0}}]', 400],
    ['?pin_editing_strategies_at_message=x', 400],
  ])('answers %s with %i', async (query, status) => {
    expect(await lab.call('GET', `/session/${session}/messages${query}`)).toMatchObject({ status });
  });

  test('of an empty session has nothing to name', async () => {
    await fresh();
    const { data } = await lab.call('GET', `/session/${session}/messages`);
    expect(data).toEqual({ items: [], ids: [], metas: [], has_more: false, this_time_tokens: 0 });
  });
});

describe('meta', () => {
  test('merges, deletes by null and shows up beside the message', async () => {
    await fresh();
    const stored = idSchema.parse(
      (await store({ role: 'user', content: 'x' }, { meta: { a: 1, b: 2 } })).data,
    );
    const patched = await lab.call('PATCH', `/session/${session}/messages/${stored.id}/meta`, {
      meta: { a: null, c: 3 },
    });
    expect(patched.data).toEqual({ meta: { b: 2, c: 3 } });
    expect((await list()).metas).toEqual([{ b: 2, c: 3 }]);
    const unknown = `/session/${session}/messages/6f1c1c1e-0000-4000-8000-00000000abcd/meta`;
    expect(await lab.call('PATCH', unknown, { meta: {} })).toMatchObject({
      status: 404,
      msg: 'message not found',
    });
  });
});
