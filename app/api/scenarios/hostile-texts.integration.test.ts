import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GOOD_TEXT, hostileTexts } from '#lib/testing/hostile-texts.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { PUT } from './[id]/route.ts';
import { POST as consoleRoute } from './console/route.ts';
import { POST as parseRoute } from './parse/route.ts';
import { POST as createRoute } from './route.ts';

const problems = z.array(
  z.object({
    message: z.string().min(3).max(2000),
    path: z.string(),
    line: z.number().int().nonnegative(),
    column: z.number().int().nonnegative(),
  }),
);
const answerSchema = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), problems: problems.min(1) }),
  z.object({ error: z.object({ code: z.string(), message: z.string().min(3) }) }),
]);

let test: TestLab;
beforeAll(async () => {
  test = await openTestLab();
  await tell(createRoute, { text: GOOD_TEXT, base: 0 });
});
afterAll(() => test.close());

const ask = (body: BodyInit, method: 'POST' | 'PUT' = 'POST') =>
  new Request('http://127.0.0.1/api/scenarios', { method, body });

async function tell(route: (request: Request) => Promise<Response>, body: object) {
  const response = await route(ask(JSON.stringify(body)));
  return { status: response.status, body: answerSchema.parse(await response.json()) };
}

const save = (text: string, base: number) =>
  PUT(ask(JSON.stringify({ text, base }), 'PUT'), { params: Promise.resolve({ id: 'victim' }) });

const CALL = { tool: 'check_service_status', arguments: '{"service_name":"edge-gateway"}' };
/** Words of a programming language, which nobody who writes a file should have to read. */
const UNREADABLE = /undefined|\[object|is not a function|Cannot read/;

describe('texts that are wrong or hostile', () => {
  const texts = hostileTexts();

  it('are many hundreds', () => {
    expect(texts.length).toBeGreaterThan(600);
  });

  it(
    'each get an answer with lines that exist, and are never a mistake of the lab',
    { timeout: 240_000 },
    async () => {
      let refused = 0;
      const faults: string[] = [];
      for (const { name, text } of texts) {
        const { status, body } = await tell(parseRoute, { text });
        if (status !== 200 || !('ok' in body)) faults.push(`${name}: ${status}`);
        if (!('ok' in body) || body.ok) continue;
        refused += 1;
        const count = text.split(/\r\n|\n|\r/).length;
        for (const { line, message } of body.problems) {
          if (line > count) faults.push(`${name}: there is no line ${line}`);
          if (UNREADABLE.test(message)) faults.push(`${name}: ${message}`);
        }
      }
      expect(faults).toEqual([]);
      expect(refused).toBeGreaterThan(texts.length / 2);
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('cannot be tried or saved when they are refused, and change nothing', { timeout: 240_000 }, async () => {
    let base = 1;
    const faults: string[] = [];
    for (const { name, text } of texts.filter((_, index) => index % 3 === 0)) {
      const response = await save(text, base);
      if (![200, 400].includes(response.status)) faults.push(`${name}: saving answers ${response.status}`);
      const body = answerSchema.parse(await response.json());
      const tried = await tell(consoleRoute, { text, calls: [CALL], finalMessage: 'done' });
      if (tried.status !== 200) faults.push(`${name}: the console answers ${tried.status}`);
      const latest = await test.lab.store.scenarios.latest('victim');
      const was = base;
      if ('ok' in body && body.ok) base = latest?.number ?? 0;
      else if (latest?.number !== was) faults.push(`${name}: was refused and saved`);
    }
    expect(faults).toEqual([]);
    const all = await test.lab.store.scenarios.list();
    expect(all.map(({ scenarioId }) => scenarioId)).toEqual(['victim']);
  });
});

describe('requests that are no scenario at all', () => {
  it.each([
    ['ten megabytes', JSON.stringify({ text: 'x'.repeat(10_000_000) }), /larger than 2097152 bytes/],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0x74, 0xff, 0xfe, 0x22]), /not UTF-8/],
    ['a broken JSON', '{"text": ', /not JSON/],
    ['no text', '{}', /text: is required/],
    ['a text that is a number', '{"text": 3}', /text: must be a text/],
    ['a field too many', '{"text": "", "__proto__": {}, "x": 1}', /x: is not known/],
    ['a wrong seed', '{"text": "", "seed": -1}', /seed/],
  ])('%s', async (_name, body, message) => {
    for (const route of [parseRoute, consoleRoute, createRoute]) {
      const response = await route(ask(body));
      expect(response.status).toBe(400);
    }
    const answer = answerSchema.parse(await (await parseRoute(ask(body))).json());
    expect('error' in answer && answer.error.message).toMatch(message);
  });

  it('a console with too many calls, or calls that are nonsense', async () => {
    const many = await consoleRoute(
      ask(JSON.stringify({ text: GOOD_TEXT, calls: Array.from({ length: 61 }, () => CALL) })),
    );
    expect(many.status).toBe(400);
    const calls = ['{', '[]', 'null', '{"service_name": {}}', '{"service_name":"__proto__"}'].map((raw) => ({
      tool: 'check_logs',
      arguments: raw,
    }));
    const odd = await consoleRoute(
      ask(JSON.stringify({ text: GOOD_TEXT, calls: [...calls, { tool: 'constructor', arguments: '{}' }] })),
    );
    expect(odd.status).toBe(200);
    expect(await odd.json()).toMatchObject({
      ok: true,
      results: Array.from({ length: 6 }, () => ({ outcome: 'rejected' })),
    });
  });
});
