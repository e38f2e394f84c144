import { describe, expect, test } from 'vitest';
import { countTokens } from '../formats/count-tokens.ts';
import type { Part } from '../part.ts';
import { applyStrategies } from './apply-strategies.ts';
import { readStrategies, type EditStrategy } from './edit-strategies.ts';

const message = (name: string, ...parts: Part[]) => ({ name, parts, tokens: countTokens(parts) });
const text = (name: string, words = 10) => message(name, { type: 'text', text: 'word '.repeat(words) });
const call = (id: string, tool = 'look') =>
  message(`call ${id}`, { type: 'tool-call', meta: { id, name: tool, arguments: `{"about":"${id}"}` } });
const result = (id: string, words = 5) =>
  message(`result ${id}`, {
    type: 'tool-result',
    text: 'seen '.repeat(words),
    meta: { tool_call_id: id },
  });
const pairs = (count: number) =>
  Array.from({ length: count }, (_, index) => [call(`${index}`), result(`${index}`)]).flat();
const edit = (messages: ReturnType<typeof message>[], ...strategies: EditStrategy[]) =>
  applyStrategies(messages, strategies);
const read = (value: unknown) => readStrategies(JSON.stringify(value));
const names = (messages: readonly { name: string }[]) => messages.map(({ name }) => name);

describe('old tool results', () => {
  test('become a placeholder, all but the last three', () => {
    const before = pairs(5);
    const after = edit(before, ...read([{ type: 'remove_tool_result' }]));
    const texts = after.flatMap(({ parts }) => parts.map((part) => part.text)).filter((t) => t !== undefined);
    expect(texts.map((t) => t === 'Done')).toEqual([true, true, false, false, false]);
    expect(after.map(({ tokens, parts }) => tokens === countTokens(parts))).not.toContain(false);
    expect(before[1]?.parts[0]?.text).toContain('seen');
  });

  test('stay when their tool is spared or they are short', () => {
    const messages = [call('a', 'keep'), result('a'), call('b'), result('b', 2), call('c'), result('c', 50)];
    const params = {
      keep_recent_n_tool_results: 0,
      tool_result_placeholder: '-',
      keep_tools: ['keep'],
      gt_token: 20,
    };
    const after = edit(messages, ...read([{ type: 'remove_tool_result', params }]));
    expect([1, 3, 5].map((at) => after[at]?.parts[0]?.text === '-')).toEqual([false, false, true]);
  });
});

test('old calls lose their arguments, all but the last of them', () => {
  const params = { keep_recent_n_tool_calls: 1 };
  const after = edit(pairs(3), ...read([{ type: 'remove_tool_call_params', params }]));
  const args = after.flatMap(({ parts }) => parts.map(({ meta }) => meta?.['arguments'])).filter(Boolean);
  expect(args).toEqual(['{}', '{}', '{"about":"2"}']);
});

describe('messages leave', () => {
  test('oldest first, results with their calls, until the limit is kept', () => {
    const messages = [call('a'), result('a', 30), text('x'), text('y')];
    const after = edit(messages, { type: 'token_limit', params: { limit_tokens: 25 } });
    expect(names(after)).toEqual(['x', 'y']);
  });

  test('from the middle', () => {
    const messages = ['a', 'b', 'c', 'd', 'e'].map((name) => text(name));
    const limit = messages.slice(0, 2).reduce((sum, { tokens }) => sum + tokens, 0);
    const after = edit(messages, { type: 'middle_out', params: { token_reduce_to: limit } });
    expect(names(after)).toEqual(['a', 'e']);
  });

  test('not at all while the limit is kept', () => {
    const messages = [text('a'), text('b')];
    const big = read([
      { type: 'token_limit', params: { limit_tokens: 9999 } },
      { type: 'middle_out', params: { token_reduce_to: 9999 } },
    ]);
    expect(edit(messages, ...big)).toEqual(messages);
  });
});

test('strategies are applied in one order, however they are given', () => {
  const given = read([
    { type: 'token_limit', params: { limit_tokens: 1 } },
    { type: 'remove_tool_call_params' },
    { type: 'middle_out', params: { token_reduce_to: 1 } },
    { type: 'remove_tool_result' },
  ]);
  expect(given.map(({ type }) => type)).toEqual([
    'remove_tool_result',
    'remove_tool_call_params',
    'middle_out',
    'token_limit',
  ]);
});

test.each([
  [{}],
  [[{ type: 'nope' }]],
  [[{ type: 'token_limit' }]],
  [[{ type: 'middle_out', params: { token_reduce_to: 0 } }]],
  [[{ type: 'remove_tool_result', params: { gt_token: 0 } }]],
  [[{ type: 'remove_tool_result', params: { keep_recent_n_tool_results: -1 } }]],
  [[{ type: 'remove_tool_call_params', params: { keep_tools: [1] } }]],
])('refuses %j', (value) => {
  expect(() => read(value)).toThrow('database error');
});
