import { expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

it.each([
  ['7', 7000],
  ['0.5', 500],
  ['Thu, 01 Jan 1970 00:01:30 GMT', 30_000],
  ['Thu, 01 Jan 1970 00:00:10 GMT', 0],
  ['99999999', 600_000],
  ['soon', null],
  ['', null],
  [null, null],
])('reads Retry-After %j as %j ms', (header, ms) => {
  expect(parseRetryAfter(header, 60_000)).toBe(ms);
});
