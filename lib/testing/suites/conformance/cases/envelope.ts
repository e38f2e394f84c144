import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { someId } from '../making.ts';
import type { Api } from '../open-api.ts';

const STRANGERS: [who: string, authorization: string | null][] = [
  ['a call without a key', null],
  ['another scheme', 'Basic c2stYWMteA=='],
  ['a key without the prefix', 'Bearer something-else'],
  ['an unknown key', 'Bearer sk-ac-00000000000000000000000000000000'],
];

const OF_A_SESSION: [method: string, rest: string, json?: object][] = [
  ['DELETE', ''],
  ['PUT', '/configs', { configs: { a: 1 } }],
  ['PATCH', '/configs', { configs: { a: 1 } }],
  ['POST', '/flush'],
  ['GET', '/observing_status'],
  ['GET', '/token_counts'],
  ['GET', '/task'],
  ['GET', '/events'],
  ['POST', '/events', { type: 'x', data: {} }],
];

const OF_A_SPACE: [method: string, rest: string, json?: object][] = [
  ['GET', ''],
  ['PATCH', '', { meta: {} }],
  ['DELETE', ''],
  ['POST', '/learn', { session_id: someId() }],
  ['GET', '/sessions'],
  ['GET', '/sessions/:sid'],
  ['GET', '/skills'],
  ['POST', '/skills', { skill_id: someId() }],
  ['DELETE', '/skills/:skill_id'],
];

const BY_UUID: [method: string, path: string][] = [
  ['DELETE', '/session/nope'],
  ['GET', '/session/nope/task'],
  ['GET', '/learning_spaces/nope'],
  ['GET', '/learning_spaces/nope/skills'],
  ['GET', '/agent_skills/nope'],
  ['DELETE', '/agent_skills/nope'],
  ['DELETE', '/disk/nope'],
];

export const envelopeCases = casesOf('envelope', [
  {
    route: 'GET /health',
    behaviour: 'answers ok to anybody, beside /api/v1',
    run: async (api) => {
      const { origin, pathname } = new URL(api.target.baseUrl);
      const url = `${origin}${pathname.replace(/\/api\/v1\/?$/, '')}/health`;
      const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
      expectPart(`GET ${url}`, await response.json(), { code: 0, msg: 'ok' });
    },
  },
  {
    route: 'GET /ping',
    behaviour: 'says pong without data',
    run: async (api) => {
      expectEqual('msg', await api.done('GET', '/ping'), 'pong');
      const { headers } = await api.call('GET', '/ping');
      const type = headers.get('content-type') ?? '';
      expectThat('content-type', type.startsWith('application/json'), 'application/json', type);
    },
  },
  ...STRANGERS.map(([who, authorization]) => ({
    route: 'GET /session',
    behaviour: `answers 401 Unauthorized to ${who}`,
    run: async (api: Api) => {
      const answer = await api.call('GET', '/session', { authorization });
      expectEqual('HTTP status', answer.status, 401);
      expectPart('body', answer.body, { code: 401, msg: 'Unauthorized' });
      expectEqual('has data', answer.hasData, false);
    },
  })),
  ...BY_UUID.map(([method, path]) => ({
    route: `${method} ${path.replace('nope', ':id')}`,
    behaviour: 'answers 400 to an id that is no UUID',
    run: (api: Api) => api.refused(method, path, { status: 400 }),
  })),
  ...OF_A_SESSION.map(([method, rest, json]) => ({
    route: `${method} /session/:id${rest}`,
    behaviour: 'answers 404 for a session that is not there',
    run: (api: Api) =>
      api.refused(
        method,
        `/session/${someId()}${rest}`,
        { status: 404, says: 'session not found' },
        json ? { json } : {},
      ),
  })),
  ...OF_A_SPACE.map(([method, rest, json]) => ({
    route: `${method} /learning_spaces/:id${rest}`,
    behaviour: 'answers 404 for a space that is not there',
    run: (api: Api) =>
      api.refused(
        method,
        `/learning_spaces/${someId()}${rest.replace(/:\w+/, someId())}`,
        // Where the path or body names a second thing, which of the two is missed first is nobody's business.
        { status: 404, says: 'not found' },
        json ? { json } : {},
      ),
  })),
  {
    route: 'GET /agent_skills/:id',
    behaviour: 'answers 404 with body code 500 for a skill that is not there',
    run: (api: Api) => api.refused('GET', `/agent_skills/${someId()}`, { status: 404, code: 500 }),
  },
]);
