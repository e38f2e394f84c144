import { expect, test } from 'vitest';
import { countText, countTokens, countTokensInTurns } from './count-tokens.ts';

test('tokens are those of o200k, and a special token in a text is text', () => {
  expect(countText('hello world')).toBe(2);
  expect(countText('<|endoftext|>')).toBeGreaterThan(1);
});

test.each([
  ['letters', 'ab'],
  ['spaces', ' '],
  ['line ends', '\n'],
  ['dots', '.'],
])('a megabyte of %s without a break is counted', (_what, run) => {
  const tokens = countText(run.repeat(1_000_000 / run.length));
  expect(tokens).toBeGreaterThan(1000);
  expect(tokens).toBeLessThan(1_000_000);
});

const line = 'The gateway answers 502; its upstream takes 8 seconds.\n';
test.each([
  ['nothing', ''],
  ['a line', line],
  ['many lines', line.repeat(5000)],
  ['one long line', 'The gateway answers 502. '.repeat(10_000)],
])('%s counts the same in turns', async (_what, text) => {
  const parts = [{ type: 'text' as const, text }];
  const [inTurns, atOnce] = [await countTokensInTurns(parts), countTokens(parts)];
  // A cut within a line can part a word.
  expect(Math.abs(inTurns - atOnce)).toBeLessThanOrEqual(10);
});

test('while a huge text is counted, others have their turn', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other'));
  await countTokensInTurns([{ type: 'text', text: line.repeat(5000) }]);
  order.push('counted');
  expect(order).toEqual(['other', 'counted']);
});
