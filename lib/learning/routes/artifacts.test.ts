import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { learningHarness, type LearningHarness } from '#lib/testing/learning-harness.ts';

const diskSchema = z.object({ id: z.string(), user_id: z.string().nullable() });
const artifactSchema = z.object({
  path: z.string(),
  filename: z.string(),
  meta: z.record(z.string(), z.unknown()),
});
const namesSchema = z.array(artifactSchema).transform((list) => list.map((a) => a.path + a.filename));
const UNKNOWN = '6f1c1c1e-0000-4000-8000-00000000abcd';

let now = Date.now();
let lab: LearningHarness;
let disk: string;
beforeAll(async () => {
  lab = await learningHarness({ settings: { maxBodyBytes: 100_000 }, clock: { now: () => now } });
  disk = diskSchema.parse((await lab.call('POST', '/disk', { user: 'ada' })).data).id;
});
afterAll(async () => {
  await lab.close();
});

async function put(
  path: string,
  content: string | Uint8Array<ArrayBuffer>,
  more: Record<string, string> = {},
) {
  const at = path.lastIndexOf('/') + 1;
  const body = new FormData();
  body.set('file', new File([content], path.slice(at)));
  body.set('file_path', path.slice(0, at));
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return lab.send('POST', `/disk/${more['disk'] ?? disk}/artifact`, { body });
}
const at = (path: string) => `/disk/${disk}/artifact?file_path=${encodeURIComponent(path)}`;
const search = async (kind: string, query: string) =>
  namesSchema.parse(
    (await lab.call('GET', `/disk/${disk}/artifact/${kind}?query=${encodeURIComponent(query)}`)).data,
  );

describe('disks', () => {
  test('are made without a body, listed by user, and deleted once', async () => {
    const made = await lab.send('POST', '/disk');
    expect(made.status).toBe(201);
    const { data } = z.object({ data: diskSchema }).parse(await made.json());
    expect(data.user_id).toBeNull();
    expect(await lab.call('GET', '/disk?user=ada')).toMatchObject({
      data: { items: [{ id: disk }], has_more: false },
    });
    expect(await lab.call('DELETE', `/disk/${data.id}`)).toMatchObject({ status: 200, hasData: false });
    expect(await lab.call('DELETE', `/disk/${data.id}`)).toMatchObject({ status: 404 });
  });
});

describe('artifacts', () => {
  test('are put and put over, with their own meta beside the system key', async () => {
    const first = await put('/notes/a.md', 'one', { meta: '{"by":"ada"}' });
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({
      data: {
        disk_id: disk,
        path: '/notes/',
        filename: 'a.md',
        meta: {
          by: 'ada',
          __artifact_info__: { path: '/notes/', filename: 'a.md', mime: 'text/markdown', size: 3 },
        },
      },
    });
    expect((await put('notes/a.md', 'three')).status).toBe(201);
    expect(await lab.call('GET', at('/notes/a.md'))).toMatchObject({
      data: {
        artifact: { meta: { __artifact_info__: { size: 5 } } },
        content: { type: 'text', raw: 'three' },
        public_url: expect.stringContaining('/acontext/api/v1/material/'),
      },
    });
    const bare = await lab.call('GET', `${at('notes/a.md')}&with_content=false&with_public_url=0`);
    expect(Object.keys(z.object({}).loose().parse(bare.data))).toEqual(['artifact']);
  });

  test('take new meta in place of the old', async () => {
    const put1 = await lab.call('PUT', `/disk/${disk}/artifact`, {
      file_path: '/notes/a.md',
      meta: '{"seen":true}',
    });
    expect(put1).toMatchObject({ status: 200, data: { artifact: { meta: { seen: true } } } });
    expect(
      await lab.call('PUT', `/disk/${disk}/artifact`, { file_path: '/no.md', meta: '{}' }),
    ).toMatchObject({ status: 404, msg: 'artifact not found' });
  });

  test('are listed by folder and found by content and by name', async () => {
    await put('/readme.txt', 'Timeout: 5000');
    await put('/notes/deep/b.py', 'print("timeout")');
    await put('/raw.bin', new Uint8Array([0, 255, 1]));
    const ls = async (path: string) =>
      z
        .object({ artifacts: namesSchema, directories: z.array(z.string()) })
        .parse((await lab.call('GET', `/disk/${disk}/artifact/ls?path=${path}`)).data);
    expect(await ls('/')).toEqual({ artifacts: ['/raw.bin', '/readme.txt'], directories: ['notes'] });
    expect(await ls('/notes')).toEqual({ artifacts: ['/notes/a.md'], directories: ['deep'] });
    expect(await ls('/none/')).toEqual({ artifacts: [], directories: [] });
    expect(await search('grep', '[Tt]imeout')).toEqual(['/notes/deep/b.py', '/readme.txt']);
    expect(await search('grep', '^three$')).toEqual(['/notes/a.md']);
    expect(await search('glob', '*.md')).toEqual(['/notes/a.md']);
    expect(await search('glob', '**/*.py')).toEqual(['/notes/deep/b.py']);
    expect(await search('glob', '/notes/*')).toEqual(['/notes/a.md']);
    expect(await search('glob', '/**')).toHaveLength(4);
    const one = await lab.call('GET', `/disk/${disk}/artifact/glob?query=**&limit=1`);
    expect(one.data).toHaveLength(1);
  });

  test('come down as bytes that no browser runs', async () => {
    const response = await lab.send('GET', `/disk/${disk}/artifact/download?file_path=/raw.bin`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toContain('attachment; filename="raw.bin"');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255, 1]);
  });

  test('are deleted once', async () => {
    expect(await lab.call('DELETE', at('/readme.txt'))).toMatchObject({ status: 200, hasData: false });
    expect(await lab.call('DELETE', at('/readme.txt'))).toMatchObject({ status: 404 });
    expect(await lab.call('GET', at('/readme.txt'))).toMatchObject({ status: 404 });
  });

  test.each([
    ['a path that leaves the disk', '/../../etc/x', {}],
    ['an empty part', '/a//b', {}],
    ['a backslash', '/a\\b/c', {}],
    ['meta that is no JSON', '/x', { meta: '{' }],
    ['meta that is no object', '/x', { meta: '[]' }],
    ['meta of the system', '/x', { meta: '{"__artifact_info__":{}}' }],
  ])('refuse %s', async (_name, path, more) => {
    expect((await put(path, 'x', more)).status).toBe(400);
  });

  test('above the limit answer 413', async () => {
    const answer = await put('/big.txt', 'x'.repeat(100_001));
    expect(answer.status).toBe(413);
    expect((await put('/big.txt', 'x'.repeat(100_000))).status).toBe(201);
  });

  test('a pattern that would run for years is stopped', async () => {
    await put('/evil.txt', `${'a'.repeat(60)}!`);
    const path = `/disk/${disk}/artifact/grep?query=${encodeURIComponent('(a+)+$')}`;
    expect(await lab.call('GET', path)).toMatchObject({
      status: 400,
      error: expect.stringContaining('too long'),
    });
    const deep = `/disk/${disk}/artifact/glob?query=${encodeURIComponent('a*'.repeat(200))}`;
    expect(await lab.call('GET', deep)).toMatchObject({ status: 200 });
    expect(await lab.call('GET', `/disk/${disk}/artifact/grep?query=(`)).toMatchObject({ status: 400 });
  });

  test.each(['', '/ls', '/grep?query=x', '/glob?query=x', '/download?file_path=a'])(
    'of an unknown disk answer 404 (%s)',
    async (path) => {
      const answer = await lab.call('GET', `/disk/${UNKNOWN}/artifact${path || '?file_path=a'}`);
      expect(answer).toMatchObject({ status: 404, msg: 'disk not found' });
    },
  );
});

describe('signed links', () => {
  const linkTo = async (query = '') => {
    const { data } = await lab.call('GET', `${at('/raw.bin')}${query}`);
    return z.object({ public_url: z.string() }).parse(data).public_url;
  };
  const open = (url: string) => lab.learning.handle(new Request(url));

  test('open without a key, until their time is over', async () => {
    const url = await linkTo('&expire=60');
    const opened = await open(url);
    expect(opened.status).toBe(200);
    expect((await opened.arrayBuffer()).byteLength).toBe(3);
    now += 61_000;
    expect((await open(url)).status).toBe(404);
  });

  test('open nothing when they were changed', async () => {
    const url = await linkTo();
    const [body = '', signature = ''] = url.slice(url.lastIndexOf('/') + 1).split('.');
    const text = Buffer.from(body, 'base64url').toString().replace('raw.bin', 'notes/a.md');
    const forged = Buffer.from(text).toString('base64url');
    for (const token of [`${forged}.${signature}`, body, `${body}.`, 'x.y.z', `${body}.${signature}.x`]) {
      const answer = await open(`http://lab.test/acontext/api/v1/material/${token}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 404, msg: 'material not found' });
    }
  });

  test.each(['0', '-1', 'x', '99999999'])('cannot be asked for %s seconds', async (seconds) => {
    expect(await lab.call('GET', `${at('/raw.bin')}&expire=${seconds}`)).toMatchObject({ status: 400 });
  });
});

describe('a skill is a disk', () => {
  test('whose files are written as artifacts and read as the skill’s', async () => {
    const body = new FormData();
    const text = '---\nname: gateway\ndescription: About gateways.\n---\n';
    const png = new Uint8Array([137, 80, 78, 71, 0]);
    const archive = zipSync({ 'SKILL.md': new TextEncoder().encode(text), 'img/a.png': png });
    body.set('file', new File([Uint8Array.from(archive)], 'gateway.zip'));
    const uploaded = await lab.send('POST', '/agent_skills', { body });
    const schema = z.object({ id: z.string(), disk_id: z.string(), updated_at: z.string() });
    const skill = z.object({ data: schema }).parse(await uploaded.json()).data;

    const image = await lab.call('GET', `/agent_skills/${skill.id}/file?file_path=img/a.png`);
    const { url } = z.object({ url: z.string() }).parse(image.data);
    const bytes = await (await lab.learning.handle(new Request(url))).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(png);

    const form = new FormData();
    form.set('file', new File(['# Timeouts'], 'timeouts.md'));
    form.set('file_path', '/topics/');
    expect((await lab.send('POST', `/disk/${skill.disk_id}/artifact`, { body: form })).status).toBe(201);
    const changed = schema
      .extend({ file_index: z.array(z.object({ path: z.string() })) })
      .parse((await lab.call('GET', `/agent_skills/${skill.id}`)).data);
    expect(changed.updated_at > skill.updated_at).toBe(true);
    expect(changed.file_index.map(({ path }) => path)).toContain('topics/timeouts.md');
    expect(
      await lab.call('GET', `/agent_skills/${skill.id}/file?file_path=topics/timeouts.md`),
    ).toMatchObject({
      data: { content: { raw: '# Timeouts' } },
    });
    await lab.call('DELETE', `/disk/${skill.disk_id}`);
    expect(await lab.call('GET', `/agent_skills/${skill.id}`)).toMatchObject({ status: 404 });
  });
});
