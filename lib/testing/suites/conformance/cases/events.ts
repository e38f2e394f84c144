import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart } from '../expectations.ts';
import { messagesOf, quietSession, say, user } from '../making.ts';
import * as shapes from '../wire-shapes.ts';

const events = shapes.listOf(shapes.event);

export const eventCases = casesOf('events', [
  {
    route: 'POST /session/:id/events',
    behaviour: 'stores an event with its data',
    run: async (api) => {
      const session = await quietSession(api);
      const json = { type: 'deployment', data: { version: '1.2', nested: { ok: true } } };
      const answer = await api.call('POST', `/session/${session.id}/events`, { json });
      // 200 in the source that was read; creating answers 201 everywhere else.
      expectPart('HTTP status', [200, 201].includes(answer.status), true);
      expectPart('event', shapes.event.parse(answer.body?.data), { ...json, session_id: session.id });
    },
  },
  {
    route: 'POST /session/:id/events',
    behaviour: 'refuses an event without type or without data',
    run: async (api) => {
      const path = `/session/${(await quietSession(api)).id}/events`;
      await api.refused('POST', path, { status: 400 }, { json: { data: {} } });
      await api.refused('POST', path, { status: 400 }, { json: { type: 'x' } });
    },
  },
  {
    route: 'GET /session/:id/events',
    behaviour: 'pages from either end',
    run: async (api) => {
      const path = `/session/${(await quietSession(api)).id}/events`;
      for (const type of ['a', 'b', 'c']) await api.call('POST', path, { json: { type, data: { type } } });
      const typesOf = async (query: Record<string, string>) => {
        const page = await api.ok('GET', path, events, { query });
        return { types: page.items.map(({ type }) => type), page };
      };
      expectEqual('all', (await typesOf({})).types, ['a', 'b', 'c']);
      expectEqual('newest first', (await typesOf({ time_desc: 'true' })).types, ['c', 'b', 'a']);
      const first = await typesOf({ limit: '2' });
      expectEqual('first page', [first.types, first.page.has_more], [['a', 'b'], true]);
      const rest = await typesOf({ limit: '2', cursor: first.page.next_cursor ?? '' });
      expectEqual('second page', [rest.types, rest.page.has_more], [['c'], false]);
      for (const limit of ['0', '201']) await api.refused('GET', path, { status: 400 }, { query: { limit } });
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'gives along what happened between its first and its last message, when asked',
    run: async (api) => {
      const session = await quietSession(api);
      const add = (type: string) =>
        api.call('POST', `/session/${session.id}/events`, { json: { type, data: { n: 1 } } });
      await add('before');
      await say(api, session, user('hello'));
      await add('between');
      await say(api, session, user('bye'));
      await add('after');
      const page = await messagesOf(api, session, { with_events: 'true' });
      expectPart('events', page.events, [{ type: 'between', data: { n: 1 } }]);
      expectEqual('without', (await messagesOf(api, session)).events ?? [], []);
    },
  },
]);
