import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learningHarness, TEST_KEY, type LearningHarness } from '#lib/testing/learning-harness.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import type { Api } from './open-api.ts';
import { conformanceCases, nameOf, renderTable, runCase, summarise, type CaseResult } from './index.ts';

/** The suite itself: whether it notices what is wrong, and what it leaves behind. */
let lab: LearningHarness;
/** The embedded server; what a test puts here answers first. */
let before: (request: Request) => Response | null;
let server: Awaited<ReturnType<typeof serveHandler>>;

beforeAll(async () => {
  lab = await learningHarness();
  server = await serveHandler(async (request) => before(request) ?? lab.learning.handle(request));
});
afterAll(async () => {
  await server.close();
  await lab.close();
});

function run(
  body: (api: Api) => Promise<void>,
  answerFirst: typeof before = () => null,
  signal?: AbortSignal,
): Promise<CaseResult> {
  before = answerFirst;
  const baseUrl = `${server.url}/api/v1`;
  return runCase(
    { run: body },
    { baseUrl, apiKey: TEST_KEY, learnWithinMs: 1000, ...(signal && { signal }) },
  );
}

const countOf = async (table: 'ac_sessions' | 'ac_spaces' | 'ac_skills' | 'ac_users'): Promise<number> =>
  (await lab.kysely.selectFrom(table).selectAll().execute()).length;

async function makeThings(api: Api): Promise<void> {
  await api.call('POST', '/session', { json: { user: 'conformance-x' } });
  await api.call('POST', '/learning_spaces', { json: {} });
}

describe('a case that fails', () => {
  test('tells what was expected and what came, and leaves nothing behind', async () => {
    const result = await run(async (api) => {
      await makeThings(api);
      await api.refused('GET', '/ping', { status: 404 });
    });
    expect(result).toEqual({
      outcome: 'failed',
      reason: 'GET /ping: expected HTTP 404, got {"http":200,"code":0,"msg":"pong"}',
    });
    expect([await countOf('ac_sessions'), await countOf('ac_spaces'), await countOf('ac_skills')]).toEqual([
      0, 0, 0,
    ]);
    expect(await countOf('ac_users')).toBe(0);
  });

  test('cleans up when it was stopped', async () => {
    const stop = new AbortController();
    const result = await run(
      async (api) => {
        await makeThings(api);
        stop.abort();
        await api.call('GET', '/ping');
      },
      () => null,
      stop.signal,
    );
    expect(result.outcome).toBe('failed');
    expect([await countOf('ac_sessions'), await countOf('ac_skills')]).toEqual([0, 0]);
  });

  test('says what could not be removed', async () => {
    const stuck = (request: Request) =>
      request.method === 'DELETE'
        ? Response.json({ code: 500, msg: 'database error' }, { status: 500 })
        : null;
    const result = await run(async (api) => {
      await api.call('POST', '/disk', { json: {} });
    }, stuck);
    expect(result).toEqual({
      outcome: 'failed',
      reason: expect.stringMatching(/^could not be removed: disk [0-9a-f-]{36}$/),
    });
  });
});

test('a session that was there before is not the suite’s to delete', async () => {
  const use_uuid = '6f1f9a34-1111-4222-8333-444455556666';
  await lab.call('POST', '/session', { use_uuid });
  const result = await run(async (api) => {
    await api.call('POST', '/session', { json: { use_uuid } });
  });
  expect(result).toEqual({ outcome: 'passed' });
  expect(await countOf('ac_sessions')).toBe(1);
  await lab.call('DELETE', `/session/${use_uuid}`);
});

test('what a server says it does not have does not apply to it', async () => {
  const missing = () =>
    Response.json({ code: 501, msg: 'not implemented', error: 'No disks here.' }, { status: 501 });
  const result = await run(async (api) => {
    await api.call('GET', '/disk');
  }, missing);
  expect(result).toEqual({ outcome: 'not_applicable', reason: 'No disks here.' });
});

test('no case is content with a server that says yes to everything', async () => {
  before = () => Response.json({ code: 0, msg: '', data: {} });
  const target = { baseUrl: `${server.url}/api/v1`, apiKey: TEST_KEY, learnWithinMs: 100 };
  const content: string[] = [];
  for (const each of conformanceCases) {
    if ((await runCase(each, target)).outcome === 'passed') content.push(nameOf(each));
  }
  expect(content).toEqual([]);
});

test('the table groups routes by area and says why a case did not pass', () => {
  const all = [
    { tried: { area: 'sessions', route: 'GET /session', behaviour: 'pages' }, result: { outcome: 'passed' } },
    {
      tried: { area: 'sandboxes', route: 'POST /sandbox', behaviour: 'starts one' },
      result: { outcome: 'not_applicable', reason: 'no sandboxes' },
    },
    {
      tried: { area: 'sessions', route: 'GET /session', behaviour: 'filters' },
      result: { outcome: 'failed', reason: 'items: expected 1, got 2' },
    },
  ] as const;
  expect(renderTable(all).split('\n')).toEqual([
    '',
    'sessions',
    '  ✓ GET /session   pages',
    '  ✗ GET /session   filters',
    '      items: expected 1, got 2',
    '',
    'sandboxes',
    '  – POST /sandbox  starts one',
    '      no sandboxes',
  ]);
  expect(summarise(all)).toBe('3 behaviours of 2 routes: 1 ✓, 1 ✗, 1 –');
});
