import { expect, it } from 'vitest';
import { tokenSlices } from './token-slices.ts';

const line = 'The gateway answers 502; its upstream takes 8 seconds.\n';

it.each([
  ['nothing', ''],
  ['prose, however long', line.repeat(20_000)],
  ['a run that is not huge', ' '.repeat(1_999)],
])('leaves %s in one piece', (_what, text) => {
  expect(tokenSlices(text)).toEqual([text]);
});

it.each([
  ['spaces', ' '],
  ['line ends', '\n'],
  ['letters', 'ab'],
])('cuts a text with a huge run of %s into small pieces that lose nothing', (_what, unit) => {
  const text = `${line}${unit.repeat(1_000_000 / unit.length)}${line}`;
  const slices = tokenSlices(text);
  expect(slices.join('')).toBe(text);
  expect(Math.max(...slices.map(({ length }) => length))).toBe(1000);
});
