import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDED_KEY, serveEmbeddedAcontext } from '#lib/testing/serve-embedded-acontext.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import { AREAS, conformanceCases, nameOf, runCase, type Target } from './index.ts';

/** What the embedded server does not have (docs/acontext-differences.md), and the one thing that is never tried. */
const NO_SANDBOXES = { outcome: 'not_applicable', reason: expect.stringMatching(/sandboxes/) };
const ABSENT: Record<string, { outcome: string; reason: unknown }> = {
  'POST /sandbox starts a sandbox that runs a command': NO_SANDBOXES,
  'POST /disk/:id/artifact/download_to_sandbox refuses a sandbox that is not there': NO_SANDBOXES,
  'POST /agent_skills/:id/download_to_sandbox refuses a sandbox that is not there': NO_SANDBOXES,
  'POST /project/encrypt is not tried': {
    outcome: 'not_applicable',
    reason: 'it would encrypt everything that the project holds',
  },
};

const postgres = await temporaryPostgres();
afterAll(async () => {
  await postgres?.stop();
});

describe.each(postgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const))('on %s', (kind) => {
  const folder = temporaryLab();
  let server: Awaited<ReturnType<typeof serveEmbeddedAcontext>>;
  let target: Target;

  beforeAll(async () => {
    server = await serveEmbeddedAcontext(
      kind === 'sqlite'
        ? { kind, dataDir: folder.dataDir }
        : { kind, url: postgres?.url ?? '', schema: 'conformance_test' },
    );
    target = { baseUrl: server.baseUrl, apiKey: EMBEDDED_KEY, learnWithinMs: 30_000 };
  });
  afterAll(async () => {
    await server.close();
    folder.remove();
  });

  describe.each(AREAS)('the embedded Acontext conforms in %s', (area) => {
    test.each(
      conformanceCases
        .filter((each) => each.area === area)
        .map((each): [string, typeof each] => [nameOf(each), each]),
    )('%s', async (name, each) => {
      expect(await runCase(each, target)).toEqual(ABSENT[name] ?? { outcome: 'passed' });
    });
  });

  test('the suite leaves nothing behind, and nothing failed unseen', async () => {
    for (const table of [
      'ac_sessions',
      'ac_spaces',
      'ac_skills',
      'ac_disks',
      'ac_users',
      'ac_jobs',
    ] as const) {
      expect([table, await server.kysely.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
    }
    const projects = await server.kysely.selectFrom('ac_projects').select('configs').execute();
    expect(projects).toEqual([{ configs: '{}' }]);
    expect(server.errors).toEqual([]);
  });
});
