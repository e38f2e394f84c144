import { afterEach, describe, expect, it } from 'vitest';
import { LabError } from '#lib/protocol/lab-error.ts';
import { closeAcontexts, openAcontext } from '#lib/testing/acontext-over-http.ts';
import { failureOf } from '#lib/testing/failure-of.ts';
import { ACONTEXT_KEY } from '#lib/testing/tiny-acontext.ts';
import { createAcontextClient } from './index.ts';

afterEach(closeAcontexts);

describe('a failure', () => {
  it.each(['remote', 'embedded'] as const)(
    'of the key says which variable to set, without it (%s)',
    async (kind) => {
      const { client, server } = await openAcontext(kind, { apiKey: 'sk-ac-wrong-secret' });
      const error = await failureOf(client.ping());
      expect(error.code).toBe('acontext_unauthorized');
      expect(error.info.hint).toContain('ACONTEXT_API_KEY');
      expect(JSON.stringify(error.info)).not.toContain('wrong-secret');
      expect(server.requests).toHaveLength(1);
    },
  );

  it('to connect is tried again and then names the variable', async () => {
    const client = createAcontextClient(
      { kind: 'remote', apiKey: ACONTEXT_KEY, baseUrl: 'http://127.0.0.1:1/api/v1' },
      { sleep: async () => {} },
    );
    const error = await failureOf(client.ping());
    expect(error.code).toBe('acontext_unreachable');
    expect(error.info.hint).toContain('ACONTEXT_BASE_URL');
    expect(client.info).toEqual({ kind: 'self-hosted', host: '127.0.0.1:1' });
  });

  it('that may have had an effect is not repeated where that would do it twice', async () => {
    const { client, server } = await openAcontext();
    server.faults.push({ kind: 'cut-after' });
    expect(await failureOf(client.learningSpaces.create())).toMatchObject({ code: 'acontext_unreachable' });
    expect(server.requests).toEqual(['POST /learning_spaces']);
  });

  it('that may have had an effect is looked into where a marker tells, and nothing is made twice', async () => {
    const { client, server } = await openAcontext();
    await client.learningSpaces.create({ marker: 'another' });
    server.faults.push({ kind: 'cut-after' });
    const space = await client.learningSpaces.create({ marker: 'ours' });
    expect(space.marker).toBe('ours');
    expect(server.spaces.size).toBe(2);
    expect(await client.learningSpaces.create({ marker: 'ours', checkFirst: true })).toEqual(space);
    expect(await client.learningSpaces.findMarked(new Set(['ours', 'nobody']))).toEqual([space]);
  });

  it('of a server without the route says that the server may be older', async () => {
    const { client, server } = await openAcontext();
    server.faults.push({ kind: 'answer', response: new Response('404 page not found', { status: 404 }) });
    const error = await failureOf(client.learningSpaces.create());
    expect(error.code).toBe('acontext_unsupported');
    expect(error.info.hint).toContain('older');
    expect(error.message).toContain('create the learning space');
  });

  it.each([
    ['a web page', new Response('<html>Log in</html>', { headers: { 'content-type': 'text/html' } })],
    ['another shape', Response.json({ code: 0, data: { sessionId: 1 }, msg: '' })],
  ])('to understand the answer (%s) says so', async (_name, response) => {
    const { client, server } = await openAcontext();
    server.faults.push({ kind: 'answer', response });
    const error = await failureOf(client.sessions.create());
    expect(error.code).toBe('acontext_failed');
    expect(error.info.hint).toContain('/api/v1');
  });

  it('in an envelope with HTTP 200 is a failure', async () => {
    for (const kind of ['remote', 'embedded'] as const) {
      const { client, server } = await openAcontext(kind);
      server.faults.push({ kind: 'answer', response: Response.json({ code: 404, msg: 'gone' }) });
      expect(await failureOf(client.skills.get('s1'))).toMatchObject({ code: 'not_found' });
    }
  });

  it('of the embedded server passes as it is', async () => {
    const full = new LabError({ code: 'storage_full', message: 'The disk is full.' });
    const client = createAcontextClient({ kind: 'embedded', handler: () => Promise.reject(full) });
    expect(await failureOf(client.ping())).toBe(full);
  });
});

it("knows Acontext's cloud from a server of one's own", () => {
  expect(createAcontextClient({ kind: 'remote', apiKey: ACONTEXT_KEY }).info.kind).toBe('cloud');
});
