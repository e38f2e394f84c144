import { expect, test } from 'vitest';
import { usageOf } from '../../count-usage.ts';
import { tokenCounter } from './count-tokens.ts';

const RUNS: [what: string, unit: string][] = [
  ['letters', 'ab'],
  ['spaces', ' '],
  ['line ends', '\n'],
];
const megabyte = (unit: string) => unit.repeat(1_000_000 / unit.length);

test('the offline model counts as o200k does, and a control token in a text is text', async () => {
  const count = await tokenCounter();
  expect(count('hello world')).toBe(2);
  expect(count('<|endoftext|>')).toBeGreaterThan(1);
});

// A tokenizer that is given such a run whole works on it for minutes: the test would not end in time.
test.each(RUNS)('the offline model counts a megabyte of %s without a break', async (_what, unit) => {
  const tokens = (await tokenCounter())(megabyte(unit));
  expect(tokens).toBeGreaterThan(1000);
  expect(tokens).toBeLessThan(1_000_000);
});

test.each(RUNS)(
  'the usage that a server did not tell is counted with a megabyte of %s in it',
  async (_, unit) => {
    const usage = await usageOf(
      {
        messages: [{ role: 'user', content: `<|endoftext|>${megabyte(unit)}` }],
        tools: [],
        seed: 1,
        pace: 'instant',
      },
      { content: megabyte(unit), toolCalls: [], finishReason: 'stop', usage: null, paceMs: 0 },
    );
    expect(usage.countedBy).toBe('lab');
    expect(usage.inputTokens).toBeGreaterThan(1000);
    expect(usage.outputTokens).toBeLessThan(1_000_000);
  },
);
