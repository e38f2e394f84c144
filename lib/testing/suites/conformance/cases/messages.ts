import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { messagesOf, newSession, quietSession, say, someId, store, user } from '../making.ts';
import * as shapes from '../wire-shapes.ts';

const BIG = 'x'.repeat(65 * 1024);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => user(`message ${index}`));
const BAD_QUERIES: Record<string, string>[] = [
  { format: 'cohere' },
  { limit: '201' },
  { limit: '-1' },
  { cursor: 'nope', limit: '2' },
];
const tokenCounts = z.object({ total_tokens: z.int() });

export const messageCases = casesOf('messages', [
  {
    route: 'POST /session/:id/messages',
    behaviour: 'answers 201 with the message in its own form',
    run: async (api) => {
      const session = await newSession(api);
      const [stored] = await say(api, session, user('hello'));
      expectPart('message', stored, {
        session_id: session.id,
        parent_id: null,
        role: 'user',
        meta: {},
        parts: [{ type: 'text', text: 'hello' }],
        task_id: null,
        session_task_process_status: 'pending',
      });
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'links each message to the one before it',
    run: async (api) => {
      const stored = await say(api, await quietSession(api), ...numbered(3));
      const expected = [null, stored[0]?.id, stored[1]?.id];
      expectEqual(
        'parent_id',
        stored.map(({ parent_id }) => parent_id),
        expected,
      );
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'into a session without tracking is stored and never waits',
    run: async (api) => {
      const session = await quietSession(api);
      const [stored] = await say(api, session, user('hello'));
      expectEqual('status', stored?.session_task_process_status, 'disable_tracking');
      const status = await api.ok('GET', `/session/${session.id}/observing_status`, shapes.observing);
      expectPart('counts', status, { observed: 0, in_process: 0, pending: 0 });
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'gives back the caller’s meta and nothing else in it',
    run: async (api) => {
      const session = await quietSession(api);
      const stored = await store(api, session, { blob: user('hello'), meta: { trace: 'a', n: 1 } });
      expectEqual('meta', stored.meta, { trace: 'a', n: 1 });
      await say(api, session, user('without'));
      expectEqual('metas', (await messagesOf(api, session)).metas, [{ trace: 'a', n: 1 }, {}]);
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'refuses meta above 64 KB',
    run: async (api) => {
      const { id } = await quietSession(api);
      const json = { blob: user('x'), meta: { big: BIG } };
      const refusal = { status: 400, says: 'meta size exceeds 64KB limit' };
      await api.refused('POST', `/session/${id}/messages`, refusal, { json });
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'refuses a body without blob, an unknown format and what is not of its format',
    run: async (api) => {
      const session = await quietSession(api);
      const path = `/session/${session.id}/messages`;
      await api.refused('POST', path, { status: 400 }, { json: { format: 'openai' } });
      await api.refused('POST', path, { status: 400 }, { json: { blob: user('x'), format: 'cohere' } });
      const says = 'failed to normalize openai message';
      await api.refused('POST', path, { status: 400, says }, { json: { blob: { role: 'user' } } });
      expectEqual('stored', (await messagesOf(api, session)).ids, []);
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'for an unknown session is 400 with body code 500',
    run: (api) =>
      api.refused(
        'POST',
        `/session/${someId()}/messages`,
        { status: 400, code: 500 },
        { json: { blob: user('x') } },
      ),
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'answers parallel items, ids and metas, oldest first',
    run: async (api) => {
      const session = await quietSession(api);
      const stored = await say(api, session, ...numbered(3));
      const page = await messagesOf(api, session);
      expectEqual('items', page.items, numbered(3));
      expectEqual(
        'ids',
        page.ids,
        stored.map(({ id }) => id),
      );
      expectEqual('metas', page.metas, [{}, {}, {}]);
      expectPart('page', page, { has_more: false, edit_at_message_id: stored[2]?.id });
      expectEqual('next_cursor', page.next_cursor, undefined);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'of an empty session is empty and names no message',
    run: async (api) => {
      const page = await messagesOf(api, await quietSession(api));
      expectPart('page', page, { items: [], ids: [], metas: [], has_more: false, this_time_tokens: 0 });
      expectEqual('edit_at_message_id', page.edit_at_message_id || undefined, undefined);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'pages by cursor; limit 0 is all',
    run: async (api) => {
      const session = await quietSession(api);
      await say(api, session, ...numbered(5));
      const first = await messagesOf(api, session, { limit: '3' });
      expectEqual('first page', first.items, numbered(5).slice(0, 3));
      expectEqual('has_more', first.has_more, true);
      const second = await messagesOf(api, session, { limit: '3', cursor: first.next_cursor ?? '' });
      expectEqual('second page', second.items, numbered(5).slice(3));
      expectEqual('has_more at the end', second.has_more, false);
      expectEqual('limit 0', (await messagesOf(api, session, { limit: '0' })).items.length, 5);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'is sorted oldest to newest whatever time_desc says',
    run: async (api) => {
      const session = await quietSession(api);
      await say(api, session, ...numbered(3));
      expectEqual('items', (await messagesOf(api, session, { time_desc: 'true' })).items, numbered(3));
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'refuses an unknown session, format, cursor and limit',
    run: async (api) => {
      await api.refused('GET', `/session/${someId()}/messages`, { status: 400, code: 500 });
      const path = `/session/${(await quietSession(api)).id}/messages`;
      for (const query of BAD_QUERIES) {
        await api.refused('GET', path, { status: 400 }, { query });
      }
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'with format=acontext shows the processing status and the task of each message',
    run: async (api) => {
      const session = await quietSession(api);
      const [stored] = await say(api, session, user('hello'));
      const page = await messagesOf(api, session, { format: 'acontext' });
      const items = z.array(shapes.ownMessage).parse(page.items);
      expectPart('items', items, [
        {
          id: stored?.id,
          session_id: session.id,
          role: 'user',
          parts: [{ type: 'text', text: 'hello' }],
          session_task_process_status: 'disable_tracking',
          task_id: null,
        },
      ]);
    },
  },
  {
    route: 'PATCH /session/:id/messages/:mid/meta',
    behaviour: 'merges, deletes by null and answers the merged meta',
    run: async (api) => {
      const session = await quietSession(api);
      const stored = await store(api, session, { blob: user('x'), meta: { a: 1, b: 2 } });
      const path = `/session/${session.id}/messages/${stored.id}/meta`;
      const shape = z.object({ meta: z.record(z.string(), z.unknown()) });
      const merged = await api.ok('PATCH', path, shape, { json: { meta: { b: null, c: 3 } } });
      expectEqual('answer', merged.meta, { a: 1, c: 3 });
      expectEqual('metas', (await messagesOf(api, session)).metas, [{ a: 1, c: 3 }]);
      expectEqual('items', (await messagesOf(api, session)).items, [user('x')]);
    },
  },
  {
    route: 'PATCH /session/:id/messages/:mid/meta',
    behaviour: 'refuses unknown sessions and messages, a missing and a large meta',
    run: async (api) => {
      const session = await quietSession(api);
      const [stored] = await say(api, session, user('x'));
      const path = (sid: string, mid: string | undefined) => `/session/${sid}/messages/${mid}/meta`;
      const json = { meta: { a: 1 } };
      const none = { status: 404, says: 'not found' };
      await api.refused('PATCH', path(someId(), stored?.id), none, { json });
      await api.refused(
        'PATCH',
        path(session.id, someId()),
        { status: 404, says: 'message not found' },
        { json },
      );
      await api.refused('PATCH', path(session.id, stored?.id), { status: 400 }, { json: {} });
      const large = { json: { meta: { big: BIG } } };
      await api.refused('PATCH', path(session.id, stored?.id), { status: 400 }, large);
    },
  },
  {
    route: 'GET /session/:id/token_counts',
    behaviour: 'counts o200k tokens of texts, a line each, as the messages do',
    run: async (api) => {
      const session = await quietSession(api);
      const path = `/session/${session.id}/token_counts`;
      expectEqual('of nothing', (await api.ok('GET', path, tokenCounts)).total_tokens, 0);
      await say(api, session, user('hello world'));
      // "hello", " world" and the line's end.
      expectEqual('of "hello world"', (await api.ok('GET', path, tokenCounts)).total_tokens, 3);
      const call = { id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at":"logs"}' } };
      await say(api, session, { role: 'assistant', tool_calls: [call] });
      const { total_tokens: total } = await api.ok('GET', path, tokenCounts);
      expectThat('with a tool call', total > 3, 'more than 3', total);
      expectEqual('this_time_tokens', (await messagesOf(api, session)).this_time_tokens, total);
    },
  },
]);
