import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { learningHarness, TEST_KEY, type LearningHarness } from '#lib/testing/learning-harness.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import type { LearningTables } from './db/tables.ts';
import type { Route } from './http/router.ts';
import { createKeys } from './keys/create-keys.ts';
import { allRoutes } from './routes/all-routes.ts';

/** Two projects on one server. Whatever one of them asks about the other's things is answered as if they were not there. */

const UNKNOWN = '6f1c1c1e-0000-4000-8000-00000000abcd';
const idSchema = z.object({ data: z.looseObject({ id: z.string() }) });

let lab: LearningHarness;
let otherKey: string;
let mine: Things;
let theirs: Things;

/** One of each, by what a route calls it. */
interface Things {
  session: string;
  message: string;
  learning_spaces: string;
  agent_skills: string;
  disk: string;
  user: string;
}

const send = (key: string, method: string, path: string, init: RequestInit = {}) =>
  lab.learning.handle(
    new Request(`http://lab.test/api/v1${path}`, {
      ...init,
      method,
      headers: {
        ...(typeof init.body === 'string' && { 'content-type': 'application/json' }),
        authorization: `Bearer ${key}`,
      },
    }),
  );

async function make(key: string, path: string, body: object | FormData) {
  const init = { body: body instanceof FormData ? body : JSON.stringify(body) };
  return idSchema.parse(await (await send(key, 'POST', path, init)).json()).data;
}

function form(name: string, content: Uint8Array<ArrayBuffer>): FormData {
  const body = new FormData();
  body.set('file', new File([content], name));
  return body;
}

async function things(key: string, user: string): Promise<Things> {
  const session = (await make(key, '/session', { user, disable_task_tracking: true })).id;
  const blob = { role: 'user', content: 'secret' };
  const message = (await make(key, `/session/${session}/messages`, { blob })).id;
  await make(key, `/session/${session}/events`, { type: 'note', data: {} });
  const learning_spaces = (await make(key, '/learning_spaces', { user })).id;
  await make(key, `/learning_spaces/${learning_spaces}/learn`, { session_id: session });
  const text = '---\nname: secret\ndescription: Secret.\n---\n';
  const archive = Uint8Array.from(zipSync({ 'SKILL.md': new TextEncoder().encode(text) }));
  const skill = await make(key, '/agent_skills', form('a.zip', archive));
  const agent_skills = skill.id;
  const disk = z.object({ disk_id: z.string() }).parse(skill).disk_id;
  return { session, message, learning_spaces, agent_skills, disk, user };
}

const TABLES = [
  'ac_projects',
  'ac_keys',
  'ac_users',
  'ac_sessions',
  'ac_messages',
  'ac_tasks',
  'ac_events',
  'ac_spaces',
  'ac_space_sessions',
  'ac_space_skills',
  'ac_disks',
  'ac_skills',
  'ac_files',
  'ac_assets',
] as const satisfies (keyof LearningTables)[];

async function everyRow(): Promise<string[]> {
  const rows: string[] = [];
  for (const table of TABLES) {
    for (const row of await lab.kysely.selectFrom(table).selectAll().execute()) {
      // When a key was used is no secret of its project's, and moves with the tests' own requests.
      rows.push(JSON.stringify({ ...row, last_used_at: null }));
    }
  }
  return rows;
}

let before: string[];

/** Only the paths are read here. */
const ROUTES: Route[] = allRoutes({
  messageStored: async () => {},
  flush: async () => ({ status: 200, errmsg: '' }),
  startJobs: async () => {},
  resume: async () => {},
});

/** Which thing each named part of a path is. */
function slotOf(path: string, name: string): keyof Things {
  if (name === ':sid') return 'session';
  if (name === ':mid') return 'message';
  if (name === ':skill_id') return 'agent_skills';
  if (name === ':identifier') return 'user';
  const root = path.split('/')[1];
  const kinds = ['session', 'learning_spaces', 'agent_skills', 'disk'] as const;
  return kinds.find((kind) => kind === root) ?? 'session';
}

const slotsOf = (path: string) => path.match(/:\w+/g) ?? [];

const BODIES: Record<string, (id: string) => object | FormData> = {
  '/learning_spaces/:id/learn': (id) => ({ session_id: id }),
  '/learning_spaces/:id/skills': (id) => ({ skill_id: id }),
  '/session/:id/messages': () => ({ blob: { role: 'user', content: 'x' } }),
  '/session/:id/events': () => ({ type: 'x', data: {} }),
  '/disk/:id/artifact': () => form('x.md', new Uint8Array([120])),
};
const GENERAL = { configs: { x: 1 }, meta: { x: 1 }, file_path: 'SKILL.md' };
const QUERY = '?file_path=SKILL.md&query=*&s3_key=assets/x';

/** The answer to a route of another's thing, its ids taken out. */
async function ask([method, path]: Route, ids: Partial<Record<string, string>>, bodyId: string) {
  const filled = path.replaceAll(/:\w+/g, (name) => encodeURIComponent(ids[name] ?? ''));
  const given = BODIES[path]?.(bodyId) ?? GENERAL;
  const disk = method === 'PUT' && path.startsWith('/disk') ? { file_path: 'SKILL.md', meta: '{}' } : null;
  const body =
    given instanceof FormData && method === 'POST'
      ? given
      : JSON.stringify(disk ?? (given instanceof FormData ? GENERAL : given));
  const response = await send(otherKey, method, `${filled}${QUERY}`, method === 'GET' ? {} : { body });
  const text = await response.text();
  const hidden = [...Object.values(theirs), UNKNOWN, 'nobody'].reduce(
    (all, id) => all.replaceAll(id, '…'),
    text,
  );
  return { status: response.status, text: hidden };
}

const walked = ROUTES.filter(([, path]) => slotsOf(path).length > 0).map((route): [string, Route] => [
  `${route[0]} ${route[1]}`,
  route,
]);

test('the walk meets every route that names a thing', () => {
  expect(walked.length).toBeGreaterThan(45);
});

const postgres = await temporaryPostgres();
afterAll(async () => {
  await postgres?.stop();
});

describe.each(postgres ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const))('on %s', (database) => {
  beforeAll(async () => {
    lab = await learningHarness(database === 'postgres' && postgres ? { postgresUrl: postgres.url } : {});
    theirs = await things(TEST_KEY, 'ada');
    before = await everyRow();
    otherKey = (await createKeys(lab.kysely, Date).create({ project: 'other' })).secret;
  });
  afterAll(async () => {
    await lab.close();
  });

  test.each(walked)('%s: another project’s thing is answered as a missing one', async (_name, route) => {
    const slots = slotsOf(route[1]);
    mine = await things(otherKey, 'ada');
    for (const foreign of slots) {
      const ids = (value: (slot: keyof Things) => string) =>
        Object.fromEntries(
          slots.map((slot) => {
            const kind = slotOf(route[1], slot);
            return [slot, slot === foreign ? value(kind) : mine[kind]];
          }),
        );
      const asMissing = await ask(
        route,
        ids((kind) => (kind === 'user' ? 'nobody' : UNKNOWN)),
        UNKNOWN,
      );
      // A name of a user means something else in every project: there is no foreign one to ask for.
      if (foreign === ':identifier') continue;
      const asForeign = await ask(
        route,
        ids((kind) => theirs[kind]),
        theirs.session,
      );
      expect(asForeign).toEqual(asMissing);
      expect(asForeign.status === 501 || foreign === ':skill_id' || asForeign.status >= 400).toBe(true);
    }
  });

  test.each([
    ['/learning_spaces/:id/learn', 'session'],
    ['/learning_spaces/:id/skills', 'agent_skills'],
  ] as const)('POST %s does not take in another project’s %s', async (path, kind) => {
    mine = await things(otherKey, 'ada');
    const route = ROUTES.find(([method, at]) => method === 'POST' && at === path);
    if (!route) throw new Error(path);
    const ids = { ':id': mine.learning_spaces };
    expect(await ask(route, ids, theirs[kind])).toEqual(await ask(route, ids, UNKNOWN));
  });

  test.each(
    ROUTES.filter(([method, path]) => method === 'GET' && slotsOf(path).length === 0).map(([, path]) => path),
  )('GET %s shows nothing of another project', async (path) => {
    const text = await (await send(otherKey, 'GET', path)).text();
    const { user: _sameName, ...ids } = theirs;
    expect(Object.values(ids).filter((id) => text.includes(id))).toEqual([]);
  });

  test('a session’s id that another project has cannot be taken', async () => {
    const body = JSON.stringify({ use_uuid: theirs.session });
    expect((await send(otherKey, 'POST', '/session', { body })).status).toBe(409);
  });

  test('a user of the same name is another user, and deleting one leaves the other', async () => {
    expect((await send(otherKey, 'DELETE', '/user/ada')).status).toBe(200);
    const left = await (await send(TEST_KEY, 'GET', '/user/ada/resources')).json();
    expect(left).toMatchObject({ data: { counts: { sessions_count: 1 } } });
  });

  test('after all that nothing of the first project has changed', async () => {
    const after = new Set(await everyRow());
    expect(before.filter((row) => !after.has(row))).toEqual([]);
  });
});
