import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

const LIMITS = { baseMs: 100, maxMs: 1000 };

it('doubles from the base up to the maximum', () => {
  expect([1, 2, 3, 4, 5, 9].map((failures) => backoffMs(failures, LIMITS, () => 0))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ]);
});

it('takes at most a quarter off', () => {
  expect(backoffMs(5, LIMITS, () => 0.999_999)).toBe(750);
});
