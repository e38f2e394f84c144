import { z } from 'zod';
import { casesOf, type ConformanceCase } from '../conformance-case.ts';
import { expectEqual, expectPart, expectThat } from '../expectations.ts';
import { messagesOf, quietSession, say, store, user } from '../making.ts';
import { conversationIn, FORMATS, textIn, type Format } from '../conversations.ts';

const matrix: Omit<ConformanceCase, 'area'>[] = FORMATS.flatMap((from) =>
  FORMATS.map((to: Format) => ({
    route: 'GET /session/:id/messages',
    behaviour: `gives as ${to} what was stored as ${from}: texts, a tool call and its result`,
    run: async (api) => {
      const session = await quietSession(api);
      for (const blob of conversationIn(from)) await store(api, session, { blob, format: from });
      const { items } = await messagesOf(api, session, { format: to });
      expectEqual('number of messages', items.length, 3);
      for (const [index, expected] of textIn(to).entries()) {
        const received = JSON.stringify(items[index]);
        for (const piece of expected) {
          expectThat(`item ${index}`, received.includes(piece), `${piece} in it`, items[index]);
        }
      }
    },
  })),
);

const partsSchema = z.object({
  meta: z.record(z.string(), z.unknown()),
  parts: z.array(
    z.object({
      type: z.string(),
      text: z.string().optional(),
      meta: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});
const CALL = { id: 'call_1', type: 'function', function: { name: 'check_logs', arguments: '{"lines":5}' } };

export const formatCases = casesOf('formats', [
  ...matrix,
  {
    route: 'POST /session/:id/messages',
    behaviour: 'makes parts of an OpenAI tool call and its result',
    run: async (api) => {
      const session = await quietSession(api);
      await say(
        api,
        session,
        { role: 'assistant', tool_calls: [CALL] },
        { role: 'tool', tool_call_id: 'call_1', content: 'timeout' },
      );
      const { items } = await messagesOf(api, session, { format: 'acontext' });
      const parts = z.array(partsSchema.omit({ meta: true })).parse(items);
      const called = { id: 'call_1', name: 'check_logs', arguments: '{"lines":5}' };
      expectPart('parts', parts, [
        { parts: [{ type: 'tool-call', meta: called }] },
        { parts: [{ type: 'tool-result', text: 'timeout', meta: { tool_call_id: 'call_1' } }] },
      ]);
      expectPart('roles', items, [{ role: 'assistant' }, { role: 'user' }]);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'gives OpenAI messages back as they came, roles included',
    run: async (api) => {
      const session = await quietSession(api);
      const blobs = [
        { role: 'system', content: 'You help.' },
        user('Why 502?'),
        { role: 'assistant', tool_calls: [CALL] },
        { role: 'tool', tool_call_id: 'call_1', content: 'timeout' },
        { role: 'assistant', content: 'Fixed.' },
      ];
      await say(api, session, ...blobs);
      expectPart('items', (await messagesOf(api, session)).items, blobs);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'leaves `content` out of an OpenAI assistant message without text',
    run: async (api) => {
      const session = await quietSession(api);
      await say(api, session, { role: 'assistant', tool_calls: [CALL] });
      const [item] = z.array(z.record(z.string(), z.unknown())).parse((await messagesOf(api, session)).items);
      expectThat('content', item !== undefined && !('content' in item), 'no such key', item);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'gives one text as a string and several as an array',
    run: async (api) => {
      const session = await quietSession(api);
      const text = (of: string) => ({ type: 'text', text: of });
      const blobs = [
        { role: 'user', content: [text('one')] },
        { role: 'user', content: [text('one'), text('two')] },
      ];
      await say(api, session, ...blobs);
      expectPart('items', (await messagesOf(api, session)).items, [user('one'), blobs[1]]);
    },
  },
  {
    route: 'GET /session/:id/messages',
    behaviour: 'keeps the address of an OpenAI image with its part',
    run: async (api) => {
      const session = await quietSession(api);
      const url = 'https://example.com/a.png';
      const image = { type: 'image_url', image_url: { url, detail: 'low' } };
      await say(api, session, { role: 'user', content: [{ type: 'text', text: 'See:' }, image] });
      const { items } = await messagesOf(api, session, { format: 'acontext' });
      const parts = [
        { type: 'text', text: 'See:' },
        { type: 'image', meta: { url, detail: 'low' } },
      ];
      expectPart('items', items, [{ parts }]);
    },
  },
  {
    route: 'POST /session/:id/messages',
    behaviour: 'refuses parts of the own format that lack what their type needs',
    run: async (api) => {
      const { id } = await quietSession(api);
      const blobs = [
        { role: 'system', parts: [{ type: 'text', text: 'x' }] },
        { role: 'user', parts: [{ type: 'text' }] },
        { role: 'assistant', parts: [{ type: 'tool-call', meta: { name: 'a' } }] },
        { role: 'user', parts: [{ type: 'tool-result', text: 'x' }] },
        { role: 'user', parts: [{ type: 'data' }] },
      ];
      for (const blob of blobs) {
        const json = { format: 'acontext', blob };
        await api.refused('POST', `/session/${id}/messages`, { status: 400 }, { json });
      }
    },
  },
]);
