import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { seededRandom } from '#lib/utils/seeded-random.ts';
import {
  attachedSession,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';

let lab: LearningHarness;
let ids: { space: string; session: string; disk: string };

const ROUTES: [method: string, path: string][] = [
  ['POST', '/session'],
  ['PUT', '/session/:s/configs'],
  ['PATCH', '/session/:s/configs'],
  ['POST', '/session/:s/messages'],
  ['GET', '/session/:s/messages'],
  ['GET', '/session/:s/task'],
  ['POST', '/session/:s/events'],
  ['GET', '/session/:s/events'],
  ['PATCH', '/session/:s/messages/:x/meta'],
  ['GET', '/session'],
  ['POST', '/learning_spaces'],
  ['GET', '/learning_spaces'],
  ['PATCH', '/learning_spaces/:l'],
  ['POST', '/learning_spaces/:l/learn'],
  ['POST', '/learning_spaces/:l/skills'],
  ['DELETE', '/learning_spaces/:l/skills/:x'],
  ['GET', '/learning_spaces/:l/sessions/:x'],
  ['GET', '/agent_skills/:x/file'],
  ['GET', '/agent_skills/:x/download_zip'],
  ['POST', '/agent_skills'],
  ['PATCH', '/project/configs'],
  ['GET', '/lab/sessions/:x/trace'],
  ['GET', '/user/ls'],
  ['GET', '/user/:x/resources'],
  ['DELETE', '/user/:x'],
  ['POST', '/session/:x/copy'],
  ['GET', '/session/:s/asset/download'],
  ['GET', '/disk'],
  ['POST', '/disk'],
  ['DELETE', '/disk/:x'],
  ['POST', '/disk/:d/artifact'],
  ['GET', '/disk/:d/artifact'],
  ['PUT', '/disk/:d/artifact'],
  ['DELETE', '/disk/:d/artifact'],
  ['GET', '/disk/:d/artifact/ls'],
  ['GET', '/disk/:d/artifact/grep'],
  ['GET', '/disk/:d/artifact/glob'],
  ['GET', '/disk/:d/artifact/download'],
  ['GET', '/material/:x'],
];

const PATH_PARTS = [
  'nope',
  '%00',
  '%2e%2e%2f',
  '%E0%A4%A',
  '💥',
  'a'.repeat(3000),
  '6f1c1c1e-0000-4000-8000-00000000abcd',
  '-1',
  "' or 1=1 --",
];
const VALUES: unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x',
  '\u0000',
  '\uD800',
  'x'.repeat(5000),
  [],
  [[]],
  {},
  { a: { b: [] } },
];
const KEYS = [
  'blob',
  'format',
  'meta',
  'configs',
  'user',
  'use_uuid',
  'session_id',
  'skill_id',
  'type',
  'data',
  'disable_task_tracking',
  '__proto__',
  'constructor',
  'role',
  'content',
  'parts',
  'tool_calls',
  'task_success_criteria',
  'file_path',
  'file_field',
];
const RAW = [
  '',
  '{',
  'null',
  '[]',
  '"x"',
  '1',
  '{"a":}',
  '\u0000',
  '[['.repeat(30_000),
  '{"blob":'.repeat(20_000),
  `{"a":"${'x'.repeat(300_000)}"}`,
];
const QUERIES = [
  'limit=',
  'limit=0',
  'limit=-5',
  'limit=99999999999',
  'limit=NaN',
  'cursor=%00',
  'cursor=e30',
  `cursor=${Buffer.from('99999999999999999999999|x').toString('base64url')}`,
  'time_desc=7',
  'format=%F0',
  'file_path=../../etc/passwd',
  'file_path=%00',
  'filter_by_configs=[1]',
  'filter_by_meta={"a"',
  'user=%00',
  'edit_strategies=[',
  'with_events=x',
  'edit_strategies=[{"type":"middle_out","params":{"token_reduce_to":1e308}}]',
  'edit_strategies=[[[[]]]]',
  'edit_strategies=[{"type":"remove_tool_result","params":{"keep_tools":{"__proto__":1}}}]',
  'pin_editing_strategies_at_message=%00',
  'format=anthropic',
  'format=gemini',
  'path=../..',
  'path=%00',
  'path=a%5Cb',
  'query=%28',
  'query=%28a%2B%29%2B%24',
  'query=%5B',
  'query=**%2F*',
  'query=%00',
  'expire=1e9',
  's3_key=%00',
  's3_key=../../x',
];
const FILE_NAMES = ['a.zip', '../../etc/passwd', '', '.', '..', 'a/b.md', 'a\\b', '💥.md', 'x'.repeat(2000)];
const MULTIPART = 'multipart/form-data; boundary=x';
const TYPES = [
  'application/json',
  'text/plain',
  MULTIPART,
  'multipart/form-data',
  '',
  'application/json; charset=utf-16',
];

/** Routes that answer a bad cursor with 500, because Acontext does. */
const ALLOWED_500 = new Set(['GET /session', 'GET /learning_spaces', 'GET /disk', 'GET /user/ls']);

const postgres = await temporaryPostgres();
afterAll(async () => {
  await postgres?.stop();
});

describe.each(postgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const))('on %s', (kind) => {
  beforeAll(async () => {
    lab = await learningHarness({
      settings: { maxBodyBytes: 200_000 },
      ...(kind === 'postgres' && postgres && { postgresUrl: postgres.url }),
    });
    const disk = z.object({ id: z.string() }).parse((await lab.call('POST', '/disk', {})).data).id;
    ids = { ...(await attachedSession(lab)), disk };
    await say(lab, ids.session, 'hello');
  });
  afterAll(async () => {
    await lab.close();
  });

  test('a thousand and more bad requests are all refused or answered in the envelope, and none breaks anything', async () => {
    const random = seededRandom(`bad input ${kind}`);
    const pick = <T>(list: readonly T[]): T => {
      const item = list[Math.floor(random() * list.length)];
      if (item === undefined) throw new Error('An empty list');
      return item;
    };
    const multipart = (): string => {
      const names = ['file', 'payload', 'file_path', 'meta', 'user', 'shot'];
      const fields = Array.from({ length: 3 }, () => {
        const name = pick(names);
        const file = random() < 0.5 ? `; filename="${pick(FILE_NAMES)}"` : '';
        const value = random() < 0.5 ? pick(RAW) : JSON.stringify(json());
        return `--x\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
      });
      return `${fields.join('')}--x--${random() < 0.9 ? '\r\n' : ''}`;
    };
    const json = (depth = 0): unknown => {
      if (depth > 2 || random() < 0.5) return pick(VALUES);
      return Object.fromEntries(Array.from({ length: 3 }, () => [pick(KEYS), json(depth + 1)]));
    };
    const wrong: string[] = [];
    for (let index = 0; index < 2500; index += 1) {
      const [method, path] = pick(ROUTES);
      const filled = path
        .replace(':s', random() < 0.7 ? ids.session : pick(PATH_PARTS))
        .replace(':l', random() < 0.7 ? ids.space : pick(PATH_PARTS))
        .replace(':d', random() < 0.7 ? ids.disk : pick(PATH_PARTS))
        .replace(':x', pick(PATH_PARTS));
      const query = random() < 0.5 ? `?${pick(QUERIES)}&${pick(QUERIES)}` : '';
      const isForm = method === 'POST' && random() < 0.3;
      const body = isForm ? multipart() : random() < 0.3 ? pick(RAW) : JSON.stringify(json());
      const type = isForm ? MULTIPART : pick(TYPES);
      const init: RequestInit = method === 'GET' ? {} : { body, headers: { 'content-type': type } };
      const response = await lab.send(method, `${filled}${query}`, init);
      const text = await response.text();
      const isEnvelope = text.startsWith('{"code":');
      const isFine = response.status < 500 || response.status === 501;
      const isAllowed = ALLOWED_500.has(`${method} ${path}`) && text.includes('invalid cursor');
      if (!isEnvelope || !(isFine || isAllowed)) {
        wrong.push(
          `${response.status} ${method} ${filled.slice(0, 80)}${query} ${body.slice(0, 200)}: ${text.slice(0, 200)}`,
        );
      }
    }
    expect(wrong).toEqual([]);
    expect(lab.errors).toEqual([]);
    const ping = await lab.call('GET', `/session/${ids.session}/messages`);
    expect(ping.status).toBe(200);
  }, 120_000);

  test.each([
    ['a declared length above the limit', { 'content-length': '999999999' }, '{}'],
    ['more bytes than the limit', {}, `{"configs":{"a":"${'x'.repeat(250_000)}"}}`],
  ])('%s answers 413 in the envelope', async (_name, headers, body) => {
    const response = await lab.send('POST', '/session', {
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 413 });
  });

  test('bytes that are no UTF-8 answer 400', async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const response = await lab.send('POST', '/session', { body });
    expect(response.status).toBe(400);
  });

  test('text that holds NUL is kept as data', async () => {
    const stored = await lab.call('POST', `/session/${ids.session}/messages`, {
      blob: { role: 'user', content: 'a\u0000b' },
    });
    expect(stored).toMatchObject({ status: 201, data: { parts: [{ text: 'a\u0000b' }] } });
  });

  test('deleting the same thing at the same time ends in one 200 and 404s', async () => {
    const { session } = await attachedSession(lab);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => lab.call('DELETE', `/session/${session}`)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 404)).toBe(true);
    expect(statuses).toContain(200);
  });
});
