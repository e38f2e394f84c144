import { expect, test } from 'vitest';
import { formatDuration, formatRelative, plural } from './format.ts';

test('a duration is written in the unit that fits', () => {
  expect([0.2, 12.4, 4200, 18_000, 65_000, 7_800_000].map(formatDuration)).toEqual([
    '< 1 ms',
    '12 ms',
    '4.2 s',
    '18 s',
    '1 min 05 s',
    '2 h 10 min',
  ]);
});

test('rounding never writes a sixtieth second or a thousandth millisecond', () => {
  expect(formatDuration(59_700)).toBe('1 min 00 s');
  expect(formatDuration(9_960)).toBe('10 s');
  expect(formatDuration(999.7)).toBe('1.0 s');
});

test('how long ago, as a person would say it', () => {
  const now = Date.parse('2026-03-26T14:00:00Z');
  expect(formatRelative(now - 20_000, now)).toBe('just now');
  expect(formatRelative(now - 3 * 3_600_000, now)).toBe('3 hr. ago');
});

test('one is singular', () => {
  expect([0, 1, 1200].map((count) => plural(count, 'call'))).toEqual(['0 calls', '1 call', '1,200 calls']);
});
