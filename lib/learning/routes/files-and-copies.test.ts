import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { learningHarness, type LearningHarness } from '#lib/testing/learning-harness.ts';

const idSchema = z.object({ id: z.string() });
const UNKNOWN = '6f1c1c1e-0000-4000-8000-00000000abcd';
const PNG = new Uint8Array([137, 80, 78, 71, 0, 255]);

let lab: LearningHarness;
let session: string;
beforeAll(async () => {
  lab = await learningHarness({ settings: { maxBodyBytes: 100_000 } });
  session = await fresh();
});
afterAll(async () => {
  await lab.close();
});

const fresh = async (body: object = {}) => idSchema.parse((await lab.call('POST', '/session', body)).data).id;
const withFile = {
  format: 'acontext',
  blob: {
    role: 'user',
    parts: [
      { type: 'text', text: 'See.' },
      { type: 'image', file_field: 'shot' },
    ],
  },
};

async function send(payload: unknown, files: Record<string, File>) {
  const body = new FormData();
  body.set('payload', typeof payload === 'string' ? payload : JSON.stringify(payload));
  for (const [name, file] of Object.entries(files)) body.set(name, file);
  const response = await lab.send('POST', `/session/${session}/messages`, { body });
  const envelope = z.object({ msg: z.string(), data: z.unknown().optional() });
  return { status: response.status, ...envelope.parse(await response.json()) };
}
const shot = () => new File([PNG], 'shot.png', { type: 'image/png' });
const messagesSchema = z.object({
  ids: z.array(z.string()),
  items: z.array(
    z.object({
      parent_id: z.string().nullable(),
      task_id: z.null(),
      session_task_process_status: z.string(),
      parts: z.array(z.object({ asset: z.object({ sha256: z.string(), s3_key: z.string() }).optional() })),
    }),
  ),
  public_urls: z.record(z.string(), z.object({ url: z.string(), expire_at: z.string() })).optional(),
});
const messagesOf = async (id: string, query = '') =>
  messagesSchema.parse((await lab.call('GET', `/session/${id}/messages?format=acontext${query}`)).data);

describe('messages with files', () => {
  test('keep the bytes behind the part that names the field', async () => {
    const stored = await send(withFile, { shot: shot() });
    expect(stored).toMatchObject({
      status: 201,
      data: {
        parts: [
          { type: 'text' },
          {
            type: 'image',
            filename: 'shot.png',
            asset: { mime: 'image/png', size_b: 6, s3_key: expect.stringMatching(/^assets\//) },
          },
        ],
      },
    });
    const { items, public_urls: urls } = await messagesOf(session);
    const asset = items[0]?.parts[1]?.asset;
    const opened = await lab.learning.handle(new Request(urls?.[asset?.sha256 ?? '']?.url ?? ''));
    expect(opened.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await opened.arrayBuffer())).toEqual(PNG);
    expect((await messagesOf(session, '&with_asset_public_url=false')).public_urls).toBeUndefined();
    const down = await lab.send('GET', `/session/${session}/asset/download?s3_key=${asset?.s3_key}`);
    expect(down.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await down.arrayBuffer())).toEqual(PNG);
  });

  test('are shown to other formats by their link', async () => {
    const { data } = await lab.call('GET', `/session/${session}/messages`);
    expect(data).toMatchObject({
      items: [{ content: [{ type: 'text' }, { image_url: { url: expect.stringContaining('/material/') } }] }],
    });
  });

  test.each([
    ['a payload that is no JSON', '{', {}, 'invalid payload json'],
    ['no payload', '', {}, 'invalid payload json'],
    ['a missing file', withFile, {}, 'missing file shot'],
    ['a missing blob', {}, { shot: shot() }, 'parameter error'],
  ])('refuse %s', async (_name, payload, files, msg) => {
    expect(await send(payload, files)).toMatchObject({ status: 400, msg });
  });

  test('cannot claim an asset, nor take a file from a JSON body', async () => {
    expect(await lab.call('POST', `/session/${session}/messages`, withFile)).toMatchObject({
      status: 400,
      msg: 'missing file shot',
    });
    const asset = { bucket: 'x', s3_key: 'x', etag: 'x', sha256: 'x', mime: 'x', size_b: 1 };
    const blob = { role: 'user', parts: [{ type: 'image', asset }] };
    const stored = await lab.call('POST', `/session/${await fresh()}/messages`, { format: 'acontext', blob });
    expect(JSON.stringify(stored.data)).not.toContain('asset');
  });

  test('above the limit answer 413', async () => {
    const big = new File([new Uint8Array(100_001)], 'shot.png');
    expect((await send(withFile, { shot: big })).status).toBe(413);
  });

  test.each([
    ['', 400],
    [`?s3_key=assets/${UNKNOWN}/x`, 403],
    ['?s3_key=assets/00000000-0000-4000-8000-000000000001/x', 404],
  ])('are downloaded by their own key only (%s)', async (query, status) => {
    expect(await lab.call('GET', `/session/${session}/asset/download${query}`)).toMatchObject({ status });
  });
});

describe('copying a session', () => {
  test('gives messages new ids and a chain of their own, and leaves them waiting', async () => {
    await lab.call('POST', `/session/${session}/messages`, { blob: { role: 'user', content: 'more' } });
    await lab.call('POST', `/session/${session}/events`, { type: 'note', data: { a: 1 } });
    const { data } = await lab.call('POST', `/session/${session}/copy`);
    const copied = z.object({ old_session_id: z.literal(session), new_session_id: z.string() }).parse(data);
    const id = copied.new_session_id;
    const before = await messagesOf(session);
    const after = await messagesOf(id);
    expect(after.items.map(({ parts }) => parts)).toEqual(before.items.map(({ parts }) => parts));
    expect(after.ids.filter((one) => before.ids.includes(one))).toEqual([]);
    expect(after.items.map(({ parent_id }) => parent_id)).toEqual([null, after.ids[0]]);
    expect(after.items.every((item) => item.session_task_process_status === 'pending')).toBe(true);
    expect(after.public_urls).toBeDefined();
    expect(await lab.call('GET', `/session/${id}/events`)).toMatchObject({
      data: { items: [{ type: 'note' }] },
    });

    await lab.call('DELETE', `/session/${session}`);
    const [url] = Object.values((await messagesOf(id)).public_urls ?? {});
    expect((await lab.learning.handle(new Request(url?.url ?? ''))).status).toBe(200);
    expect((await lab.call('POST', `/session/${id}/flush`)).data).toEqual({ status: 200, errmsg: '' });
    expect(await lab.call('GET', `/session/${id}/observing_status`)).toMatchObject({ data: { pending: 0 } });
  });

  test.each([
    ['nope', 400, 'INVALID_SESSION_ID'],
    [UNKNOWN, 404, 'SESSION_NOT_FOUND'],
  ])('of %s answers %i %s', async (id, status, msg) => {
    expect(await lab.call('POST', `/session/${id}/copy`)).toMatchObject({ status, msg });
  });
});

test('pinned edits leave what came after the pin alone', async () => {
  const id = await fresh();
  const store = async (blob: object) =>
    idSchema.parse((await lab.call('POST', `/session/${id}/messages`, { blob })).data).id;
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c'])
    ids.push(await store({ role: 'tool', tool_call_id: name, content: name }));
  const get = (pin: string) => {
    const params = { keep_recent_n_tool_results: 0 };
    const strategies = encodeURIComponent(JSON.stringify([{ type: 'remove_tool_result', params }]));
    return lab.call('GET', `/session/${id}/messages?edit_strategies=${strategies}${pin}`);
  };
  expect(await get('')).toMatchObject({
    data: {
      items: [{ content: 'Done' }, { content: 'Done' }, { content: 'Done' }],
      edit_at_message_id: ids[2],
    },
  });
  expect(await get(`&pin_editing_strategies_at_message=${ids[1]}`)).toMatchObject({
    data: { items: [{ content: 'Done' }, { content: 'Done' }, { content: 'c' }], edit_at_message_id: ids[1] },
  });
  expect(await get(`&pin_editing_strategies_at_message=${UNKNOWN}`)).toMatchObject({
    status: 400,
    code: 500,
  });
});
