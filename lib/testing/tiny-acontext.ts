interface Skill {
  id: string;
  name: string;
  description: string;
  files: Record<string, string>;
}

interface Stored {
  id: string;
  meta: Record<string, unknown>;
  blob: unknown;
}

/** What happens to the next request: refused before it did anything, or cut off or misreported after it did everything. */
export type Fault =
  | { kind: 'answer'; response: Response }
  | { kind: 'cut-after' }
  | { kind: 'answer-after'; response: Response };

export const ACONTEXT_KEY = 'sk-ac-0123456789abcdef';

/**
 * A few routes of Acontext's API with its envelope, statuses and peculiarities, in memory: enough to test a client
 * against. The embedded server has all of them.
 */
export function createTinyAcontext() {
  const sessions = new Map<string, Stored[]>();
  const links = new Map<string, { spaceId: string; status: string }>();
  const spaces = new Map<string, unknown>();
  const skills = new Map<string, Skill>();
  const tasks = new Map<string, unknown[]>();
  const distillations = new Map<string, unknown[]>();
  const faults: Fault[] = [];
  const requests: string[] = [];
  const flushes: { status: number; errmsg: string }[] = [];
  /** Statuses that the learning sessions show one after the other; the last one stays. */
  const statuses: string[] = [];
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const at = '2026-04-21T10:24:48.123456Z';

  const ok = (data?: unknown, status = 200) =>
    Response.json({ code: 0, ...(data === undefined ? {} : { data }), msg: '' }, { status });
  const fail = (status: number, msg: string, code = status) => Response.json({ code, msg }, { status });

  function wireSkill({ id, name, description, files }: Skill) {
    const index = Object.keys(files).map((path) => ({ path, mime: 'text/markdown' }));
    return {
      id,
      user_id: null,
      name,
      description,
      disk_id: 'd',
      file_index: index,
      meta: null,
      created_at: at,
      updated_at: at,
    };
  }

  function wireSpace(id: string) {
    return { id, user_id: null, meta: spaces.get(id) ?? null, created_at: at, updated_at: at };
  }

  function wireLink(sessionId: string) {
    const link = links.get(sessionId);
    if (!link) return null;
    return {
      id: 'l',
      session_id: sessionId,
      learning_space_id: link.spaceId,
      status: link.status,
      created_at: at,
    };
  }

  type Handle = (
    params: string[],
    request: { body: Record<string, unknown>; query: URLSearchParams },
  ) => Response;
  const ROUTES: [method: string, path: RegExp, handle: Handle][] = [
    ['GET', /^\/ping$/, () => Response.json({ code: 0, msg: 'pong' })],
    [
      'POST',
      /^\/session$/,
      (_, { body }) => {
        const id = typeof body.use_uuid === 'string' ? body.use_uuid : newId();
        const known = sessions.has(id);
        if (!known) sessions.set(id, []);
        return ok(
          { id, project_id: 'p', user_id: null, disable_task_tracking: false, configs: null },
          known ? 200 : 201,
        );
      },
    ],
    [
      'DELETE',
      /^\/session\/([^/]+)$/,
      ([id = '']) => (sessions.delete(id) ? ok() : fail(404, 'session not found')),
    ],
    [
      'POST',
      /^\/session\/([^/]+)\/messages$/,
      ([id = ''], { body }) => {
        const stored = sessions.get(id);
        if (!stored) return fail(400, 'database error', 500);
        const meta = typeof body.meta === 'object' && body.meta !== null ? { ...body.meta } : {};
        const message = { id: newId(), meta, blob: body.blob };
        stored.push(message);
        return ok({ ...message, parts: [], role: 'user', task_id: null }, 201);
      },
    ],
    [
      'GET',
      /^\/session\/([^/]+)\/messages$/,
      ([id = '']) => {
        const stored = sessions.get(id);
        if (!stored) return fail(400, 'database error', 500);
        return ok({
          items: stored.map(({ blob }) => blob),
          ids: stored.map((message) => message.id),
          metas: stored.map(({ meta }) => meta),
          has_more: false,
          this_time_tokens: 0,
        });
      },
    ],
    ['POST', /^\/session\/[^/]+\/flush$/, () => ok(flushes.shift() ?? { status: 200, errmsg: '' })],
    [
      'GET',
      /^\/session\/([^/]+)\/observing_status$/,
      ([id = '']) =>
        ok({ observed: sessions.get(id)?.length ?? 0, in_process: 0, pending: 0, updated_at: at }),
    ],
    [
      'GET',
      /^\/session\/([^/]+)\/task$/,
      ([id = ''], { query }) => {
        // Two to a page.
        const all = tasks.get(id) ?? [];
        const from = Number(query.get('cursor') ?? 0);
        const more = all.length > from + 2;
        return ok({
          items: all.slice(from, from + 2),
          has_more: more,
          ...(more ? { next_cursor: `${from + 2}` } : {}),
        });
      },
    ],
    [
      'POST',
      /^\/learning_spaces$/,
      (_, { body }) => {
        const id = newId();
        spaces.set(id, body.meta ?? null);
        return ok(wireSpace(id), 201);
      },
    ],
    ['GET', /^\/learning_spaces$/, () => ok({ items: [...spaces.keys()].map(wireSpace), has_more: false })],
    [
      'GET',
      /^\/learning_spaces\/([^/]+)$/,
      ([id = '']) => (spaces.has(id) ? ok(wireSpace(id)) : fail(404, 'learning space not found')),
    ],
    [
      'DELETE',
      /^\/learning_spaces\/([^/]+)$/,
      ([id = '']) => (spaces.delete(id) ? ok() : fail(404, 'learning space not found')),
    ],
    [
      'POST',
      /^\/learning_spaces\/([^/]+)\/learn$/,
      ([spaceId = ''], { body }) => {
        const sessionId = String(body.session_id);
        if (links.has(sessionId)) return fail(409, 'session already learned by another space');
        links.set(sessionId, { spaceId, status: 'pending' });
        return ok(wireLink(sessionId), 201);
      },
    ],
    [
      'GET',
      /^\/learning_spaces\/([^/]+)\/sessions$/,
      ([spaceId = '']) =>
        ok([...links].flatMap(([id, link]) => (link.spaceId === spaceId ? [wireLink(id)] : []))),
    ],
    [
      'GET',
      /^\/learning_spaces\/([^/]+)\/sessions\/([^/]+)$/,
      ([spaceId = '', sessionId = '']) => {
        const link = links.get(sessionId);
        if (link?.spaceId !== spaceId) return fail(404, 'learning space session not found');
        // The real server ends the learning of a session that has no messages by looking at it.
        if ((sessions.get(sessionId)?.length ?? 0) === 0) link.status = 'completed';
        else link.status = statuses.shift() ?? link.status;
        return ok(wireLink(sessionId));
      },
    ],
    ['GET', /^\/learning_spaces\/[^/]+\/skills$/, () => ok([...skills.values()].map(wireSkill))],
    ['GET', /^\/agent_skills$/, () => ok({ items: [...skills.values()].map(wireSkill), has_more: false })],
    [
      'GET',
      /^\/agent_skills\/([^/]+)$/,
      ([id = '']) => {
        const skill = skills.get(id);
        return skill ? ok(wireSkill(skill)) : fail(404, 'database error', 500);
      },
    ],
    [
      'GET',
      /^\/agent_skills\/([^/]+)\/file$/,
      ([id = ''], { query }) => {
        const path = query.get('file_path') ?? '';
        const raw = skills.get(id)?.files[path];
        if (raw === undefined) return fail(404, 'file not found');
        if (path.endsWith('.png'))
          return ok({ path, mime: 'image/png', url: `${raw}?${query.get('expire')}` });
        return ok({ path, mime: 'text/markdown', content: { type: 'text', raw } });
      },
    ],
    [
      'GET',
      /^\/agent_skills\/([^/]+)\/download_zip$/,
      ([id = '']) =>
        skills.has(id) ? new Response(new Uint8Array([80, 75, 0, 255])) : fail(404, 'agent skill not found'),
    ],
    [
      'GET',
      /^\/lab\/sessions\/([^/]+)\/distillations$/,
      ([id = '']) => (distillations.has(id) ? ok(distillations.get(id)) : fail(404, 'not found')),
    ],
  ];

  return {
    sessions,
    spaces,
    links,
    skills,
    tasks,
    distillations,
    faults,
    requests,
    flushes,
    statuses,
    handler: async (request: Request): Promise<Response> => {
      const url = new URL(request.url);
      const path = url.pathname.replace(/^.*\/api\/v1/, '');
      requests.push(`${request.method} ${path}`);
      if (request.headers.get('authorization') !== `Bearer ${ACONTEXT_KEY}`) return fail(401, 'Unauthorized');
      const fault = faults.shift();
      if (fault?.kind === 'answer') return fault.response;
      const text = await request.text();
      const body: Record<string, unknown> = text ? JSON.parse(text) : {};
      for (const [method, pattern, handle] of ROUTES) {
        const match = request.method === method ? pattern.exec(path) : null;
        if (!match) continue;
        const response = handle(match.slice(1), { body, query: url.searchParams });
        if (fault?.kind === 'cut-after') throw new Error('cut');
        if (fault?.kind === 'answer-after') return fault.response;
        return response;
      }
      return new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } });
    },
  };
}
