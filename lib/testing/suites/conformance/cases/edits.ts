import { z } from 'zod';
import { casesOf } from '../conformance-case.ts';
import { expectEqual, expectThat } from '../expectations.ts';
import { messagesOf, quietSession, say, user } from '../making.ts';
import type { Api } from '../open-api.ts';

const LONG = 'The gateway answered 502 because its upstream was slower than its limit. '.repeat(12);
const itemSchema = z.object({
  role: z.string(),
  content: z.string().optional(),
  tool_calls: z
    .array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
    .optional(),
});

/** A question, then pairs of a call and its result. */
async function calls(api: Api, ...names: string[]) {
  const session = await quietSession(api);
  const pairs = names.flatMap((name, index) => {
    const call = { name, arguments: `{"n":${index}}` };
    return [
      { role: 'assistant', tool_calls: [{ id: `c${index}`, type: 'function', function: call }] },
      { role: 'tool', tool_call_id: `c${index}`, content: `result ${index}: ${LONG}` },
    ];
  });
  const stored = await say(api, session, user('Why 502?'), ...pairs);
  return { session, stored };
}

const edited = async (
  api: Api,
  session: { id: string },
  strategies: object[],
  more: Record<string, string> = {},
) => {
  const page = await messagesOf(api, session, { edit_strategies: JSON.stringify(strategies), ...more });
  return { page, items: z.array(itemSchema).parse(page.items) };
};

const resultsOf = (items: z.infer<typeof itemSchema>[]): (string | undefined)[] =>
  items.filter(({ role }) => role === 'tool').map(({ content }) => content?.slice(0, 8));
const argumentsOf = (items: z.infer<typeof itemSchema>[]): string[] =>
  items.flatMap(({ tool_calls }) => (tool_calls ?? []).map((call) => call.function.arguments));

const route = 'GET /session/:id/messages';

export const editCases = casesOf('edits', [
  {
    route,
    behaviour: 'remove_tool_result keeps the newest results and puts a placeholder in place of the others',
    run: async (api) => {
      const { session } = await calls(api, 'a', 'b', 'c');
      const params = { keep_recent_n_tool_results: 1, tool_result_placeholder: 'Gone' };
      const { items } = await edited(api, session, [{ type: 'remove_tool_result', params }]);
      expectEqual('results', resultsOf(items), ['Gone', 'Gone', 'result 2']);
      expectEqual('arguments', argumentsOf(items), ['{"n":0}', '{"n":1}', '{"n":2}']);
      const plain = z.array(itemSchema).parse((await messagesOf(api, session)).items);
      expectEqual('what is stored', resultsOf(plain), ['result 0', 'result 1', 'result 2']);
    },
  },
  {
    route,
    behaviour: 'remove_tool_result keeps three and says Done when nothing else is asked for',
    run: async (api) => {
      const { session } = await calls(api, 'a', 'b', 'c', 'd');
      const { items } = await edited(api, session, [{ type: 'remove_tool_result', params: {} }]);
      expectEqual('results', resultsOf(items), ['Done', 'result 1', 'result 2', 'result 3']);
    },
  },
  {
    route,
    behaviour: 'remove_tool_result spares the tools in keep_tools',
    run: async (api) => {
      const { session } = await calls(api, 'a', 'b', 'a');
      const params = { keep_recent_n_tool_results: 0, keep_tools: ['b'] };
      const { items } = await edited(api, session, [{ type: 'remove_tool_result', params }]);
      expectEqual('results', resultsOf(items), ['Done', 'result 1', 'Done']);
    },
  },
  {
    route,
    behaviour: 'remove_tool_call_params empties the arguments of older calls',
    run: async (api) => {
      const { session } = await calls(api, 'a', 'b', 'c');
      const params = { keep_recent_n_tool_calls: 1 };
      const { items } = await edited(api, session, [{ type: 'remove_tool_call_params', params }]);
      expectEqual('arguments', argumentsOf(items), ['{}', '{}', '{"n":2}']);
      expectEqual('results', resultsOf(items), ['result 0', 'result 1', 'result 2']);
    },
  },
  {
    route,
    behaviour: 'token_limit drops the oldest messages until the limit is kept',
    run: async (api) => {
      const session = await quietSession(api);
      await say(api, session, ...['first', 'second', 'third', 'last'].map((word) => user(`${word} ${LONG}`)));
      const whole = await messagesOf(api, session);
      const limit = Math.ceil(whole.this_time_tokens / 2);
      const { page } = await edited(api, session, [{ type: 'token_limit', params: { limit_tokens: limit } }]);
      expectThat('tokens', page.this_time_tokens <= limit, `at most ${limit}`, page.this_time_tokens);
      expectEqual('newest message', page.items.at(-1), whole.items.at(-1));
      expectThat('number', page.items.length > 0 && page.items.length < 4, '1 to 3', page.items.length);
      expectEqual('number of ids', page.ids.length, page.items.length);
    },
  },
  {
    route,
    behaviour: 'middle_out keeps both ends',
    run: async (api) => {
      const session = await quietSession(api);
      const words = ['first', 'second', 'third', 'fourth', 'last'];
      await say(api, session, ...words.map((word) => user(`${word} ${LONG}`)));
      const whole = await messagesOf(api, session);
      const limit = Math.ceil(whole.this_time_tokens * 0.7);
      const { page } = await edited(api, session, [
        { type: 'middle_out', params: { token_reduce_to: limit } },
      ]);
      expectThat('tokens', page.this_time_tokens <= limit, `at most ${limit}`, page.this_time_tokens);
      expectEqual('ends', [page.items[0], page.items.at(-1)], [whole.items[0], whole.items.at(-1)]);
    },
  },
  {
    route,
    behaviour: 'applies several strategies at once, whatever their order',
    run: async (api) => {
      const { session } = await calls(api, 'a', 'b');
      const result = { type: 'remove_tool_result', params: { keep_recent_n_tool_results: 0 } };
      const call = { type: 'remove_tool_call_params', params: { keep_recent_n_tool_calls: 0 } };
      const one = await edited(api, session, [result, call]);
      const other = await edited(api, session, [call, result]);
      expectEqual('results', resultsOf(one.items), ['Done', 'Done']);
      expectEqual('arguments', argumentsOf(one.items), ['{}', '{}']);
      expectEqual('the other way round', other.items, one.items);
    },
  },
  {
    route,
    behaviour: 'with a pin leaves what came after it alone',
    run: async (api) => {
      const { session, stored } = await calls(api, 'a', 'b');
      const pin = stored[2]?.id ?? '';
      const params = { keep_recent_n_tool_results: 0 };
      const more = { pin_editing_strategies_at_message: pin };
      const { page, items } = await edited(api, session, [{ type: 'remove_tool_result', params }], more);
      expectEqual('results', resultsOf(items), ['Done', 'result 1']);
      expectEqual('edit_at_message_id', page.edit_at_message_id, pin);
    },
  },
  {
    route,
    behaviour: 'refuses unknown strategies, invalid parameters and what is no JSON',
    run: async (api) => {
      const path = `/session/${(await calls(api, 'a')).session.id}/messages`;
      const bad = [
        '{nope',
        '[{"type":"summarise","params":{}}]',
        '[{"type":"token_limit","params":{"limit_tokens":-1}}]',
        '[{"type":"token_limit","params":{}}]',
      ];
      for (const edit_strategies of bad) {
        await api.refused('GET', path, { status: 400 }, { query: { edit_strategies } });
      }
    },
  },
]);
