import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { EMBEDDED_KEY, serveEmbeddedAcontext } from '#lib/testing/serve-embedded-acontext.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

const root = join(import.meta.dirname, '../..');
const folder = temporaryLab();
let server: Awaited<ReturnType<typeof serveEmbeddedAcontext>>;

beforeAll(async () => {
  server = await serveEmbeddedAcontext({ kind: 'sqlite', dataDir: folder.dataDir });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

function conformance(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env };
  delete env.ACONTEXT_API_KEY;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'lib/cli/conformance.ts'), ...args],
      { cwd: root, env },
      (_error, out, err) => resolve({ code: child.exitCode ?? 1, out, err }),
    );
  });
}

describe('the conformance command', () => {
  test('prints a table and ends with 0 when nothing differs', async () => {
    const target = ['--base-url', server.baseUrl, '--key', EMBEDDED_KEY];
    const { code, out, err } = await conformance(...target, '--only', 'project', '--only', 'sandboxes');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/ {2}✓ PATCH \/project\/configs +merges, and null deletes a key\n/);
    expect(out).toMatch(/ {2}– POST \/sandbox +starts a sandbox.*\n.*does not have sandboxes/);
    expect(out).toContain(': 8 behaviours of 6 routes: 4 ✓, 0 ✗, 4 –');
  });

  test('ends with 1 when something differs, and says what was expected and what came', async () => {
    // A server that knows one route.
    const other = await serveHandler(async (request) =>
      new URL(request.url).pathname.endsWith('/ping')
        ? Response.json({ code: 0, msg: 'pong' })
        : Response.json({ code: 404, msg: 'not found' }, { status: 404 }),
    );
    const args = ['--base-url', `${other.url}/api/v1`, '--key', 'x', '--only', 'events'];
    const { code, out } = await conformance(...args);
    await other.close();
    expect(code).toBe(1);
    expect(out).toContain('POST /session: expected HTTP 201, code 0, got HTTP 404');
    expect(out).toMatch(/: 4 behaviours of 3 routes: 0 ✓, 4 ✗, 0 –\n$/);
  });

  test.each([
    [[], '--base-url is missing.'],
    [['--base-url', 'http://127.0.0.1:1/other', '--key', 'x'], '--base-url must end in /api/v1'],
    [['--base-url', 'http://127.0.0.1:1/api/v1'], '--key is missing.'],
    [['--base-url', 'http://127.0.0.1:1/api/v1', '--key', 'x', '--only', 'all'], 'There is no area all'],
    [['--frobnicate'], "Unknown option '--frobnicate'"],
  ])('explains %j', async (args, words) => {
    const { code, out, err } = await conformance(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
    expect(err).toContain('Usage: npm run conformance');
  });

  test('tries nothing with a key that the server refuses', async () => {
    const { code, err } = await conformance('--base-url', server.baseUrl, '--key', 'sk-ac-wrong');
    expect({ code, err }).toEqual({ code: 1, err: 'The server refuses the key.\n' });
  });

  test('gives each result to programs', async () => {
    const args = [
      '--base-url',
      server.baseUrl,
      '--key',
      EMBEDDED_KEY,
      '--only',
      'learning',
      '--no-model',
      '--json',
    ];
    const { code, out } = await conformance(...args);
    const schema = z.object({
      counts: z.record(z.string(), z.number()),
      results: z.array(
        z.object({ area: z.string(), route: z.string(), outcome: z.string(), reason: z.string().optional() }),
      ),
    });
    const { counts, results } = schema.parse(JSON.parse(out));
    expect({ code, counts }).toEqual({ code: 0, counts: { passed: 1, failed: 0, not_applicable: 4 } });
    expect(results[0]).toMatchObject({ area: 'learning', reason: 'left out by --no-model' });
  });
});
