import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newAcontextKeySchema } from '#lib/protocol/acontext-key.ts';
import {
  acontextKeyListBodySchema,
  createdAcontextKeyBodySchema,
  errorBodySchema,
} from '#lib/protocol/http.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { createAcontextKey } from './create-acontext-key.ts';
import { handleRoute, parseBody } from '../http/handle-route.ts';
import { listAcontextKeys } from './list-acontext-keys.ts';
import { revokeAcontextKey } from './revoke-acontext-key.ts';
import { serveAcontext } from '../http/serve-acontext.ts';

/** What the dashboard's routes answer, in a lab as a user starts it, and what the keys then open over HTTP. */
let home: TestLab;
let server: Awaited<ReturnType<typeof serveHandler>>;
beforeEach(async () => {
  home = await openTestLab();
  server = await serveHandler(serveAcontext);
});
afterEach(async () => {
  await server.close();
  await home.close();
});

const post = (body: unknown) =>
  handleRoute(async () => {
    const request = new Request('http://lab.test/api/acontext/keys', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return createAcontextKey(await parseBody(request, newAcontextKeySchema));
  }, 201);
const create = async (body: unknown) => createdAcontextKeyBodySchema.parse(await (await post(body)).json());
const revoke = (id: string) => handleRoute(() => revokeAcontextKey(id));
const list = async () => {
  const response = await handleRoute(listAcontextKeys);
  return { status: response.status, text: await response.text() };
};
const ping = async (secret: string) => {
  const headers = { authorization: `Bearer ${secret}` };
  return (await fetch(`${server.url}/acontext/api/v1/ping`, { headers })).status;
};

test('a key is made, used, revoked and refused, while another one goes on', async () => {
  const answer = await post({ project: ' team a ', label: 'CI' });
  expect(answer.status).toBe(201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const first = createdAcontextKeyBodySchema.parse(await answer.json());
  expect(first).toMatchObject({ project: { name: 'team a', isNew: true }, key: { label: 'CI' } });
  const second = await create({ projectId: first.project.id, label: '' });
  expect(second).toMatchObject({ project: { id: first.project.id, isNew: false }, key: { label: null } });
  expect([await ping(first.secret), await ping(second.secret)]).toEqual([200, 200]);
  expect((await revoke(first.key.id)).status).toBe(200);
  expect([await ping(first.secret), await ping(second.secret)]).toEqual([401, 200]);
  const { projects, ownKey } = acontextKeyListBodySchema.parse(JSON.parse((await list()).text));
  expect(ownKey).toBe('sk-ac-local');
  expect(projects.map(({ name, keys }) => [name, keys.length])).toEqual([
    [null, 1],
    ['team a', 2],
  ]);
  expect(projects[1]?.keys[0]).toMatchObject({ id: first.key.id, lastUsedAt: expect.any(String) });
});

test.each([
  [{}, ['project']],
  [{ project: '' }, ['project']],
  [{ project: 'a', projectId: '00000000-0000-4000-8000-000000000001' }, ['project']],
  [{ project: 'a\u0000b' }, ['project']],
  [{ project: '../x', label: 'x'.repeat(101) }, ['project', 'label']],
  [{ project: 'a', label: 'a\nb' }, ['label']],
  [{ project: 'a', label: '\u202Eevil' }, ['label']],
  [{ project: 1 }, ['project']],
  [{ projectId: 'x' }, ['projectId']],
  [{ projectId: '6f1c1c1e-0000-4000-8000-00000000abcd' }, ['projectId']],
  [{ project: 'a', key: 'sk-ac-mine' }, ['key']],
])('%j is refused at its fields, and makes nothing', async (body, fields) => {
  const before = await list();
  const answer = await post(body);
  expect(answer.status).toBe(400);
  const { error } = errorBodySchema.parse(await answer.json());
  expect(Object.keys(error.fields ?? {})).toEqual(fields);
  expect(await list()).toEqual(before);
});

test('the lab’s own key and unknown keys cannot be revoked', async () => {
  const { projects } = await listAcontextKeys();
  expect((await revoke(projects[0]?.keys[0]?.id ?? '')).status).toBe(409);
  expect((await revoke("' or 1=1")).status).toBe(404);
  expect(await ping('sk-ac-local')).toBe(200);
});

test('the text of a key stands in no file, log line, error or later answer', async () => {
  const written = vi.spyOn(process.stderr, 'write');
  const { secret, key } = await create({ project: 'team a' });
  await ping(secret);
  await revoke(key.id);
  await ping(secret);
  const told = [(await list()).text, JSON.stringify(written.mock.calls)];
  written.mockRestore();
  const files = readdirSync(home.dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(home.dataDir, name))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const text of [...told, ...files.map((path) => readFileSync(path, 'latin1'))]) {
    expect(text.includes(secret)).toBe(false);
  }
});

test('with a remote Acontext the routes say that keys are managed there; what was made here comes back', async () => {
  const folder = temporaryLab();
  const inLab = async <T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> => {
    const lab = await openTestLab(env, folder.dataDir);
    try {
      return await work();
    } finally {
      await lab.close();
    }
  };
  const { secret } = await inLab({}, () => create({ project: 'team a' }));
  await inLab({ ACONTEXT_API_KEY: 'sk-ac-far', ACONTEXT_BASE_URL: 'http://127.0.0.1:9/api/v1' }, async () => {
    expect((await list()).status).toBe(409);
    expect((await post({ project: 'team b' })).status).toBe(409);
    expect((await revoke('x')).status).toBe(409);
  });
  await inLab({ EMBEDDED_ACONTEXT_KEY: 'sk-ac-changed' }, async () => {
    expect([await ping(secret), await ping('sk-ac-local'), await ping('sk-ac-changed')]).toEqual([
      200, 401, 200,
    ]);
    const { text } = await list();
    expect(text).toContain('"ownKey":null');
    expect(text).not.toContain('sk-ac-changed');
  });
  folder.remove();
});
