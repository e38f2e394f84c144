import { expect, test } from 'vitest';
import { parseQuantity, quantityOf, roundUp, spell, spellingOf, timesIn } from './quantity.ts';

test.each([
  ['1234 ms', 1234, 'time'],
  ['1.5 s', 1500, 'time'],
  ['2 min', 120_000, 'time'],
  ['64MB', 64 * 1024 ** 2, 'size'],
  ['2.5 %', 2.5, 'percent'],
  ['1,234', 1234, 'count'],
])('reads %s', (text, value, dimension) => {
  expect(parseQuantity(text)).toEqual({ value, dimension });
});

test('reads nothing into texts that are not one number', () => {
  for (const text of ['', 'fast', '1 of 2', 'v12', '12 parsecs']) expect(parseQuantity(text)).toBeNull();
});

test.each([
  ['rpc_deadline_ms', 700, 700],
  ['idleTimeoutSec', 3, 3000],
  ['proxy.read-timeout', '7s', 7000],
  ['keep_alive_s', '9', 9000],
])('knows what %s = %s is worth in ms', (key, raw, value) => {
  expect(quantityOf(key, raw)).toEqual({ value, dimension: 'time' });
});

test.each([
  ['rpc_deadline_ms', 700, '2500'],
  ['wait_s', 1, '3'],
  ['wait', '1s', '3s'],
  ['wait', '1 s', '3 s'],
])('writes 2500 ms for %s = %s as %s', (key, raw, written) => {
  const spelling = spellingOf(key, raw);
  expect(spelling && spell(2500, spelling)).toBe(written);
});

test('rounds upwards to numbers that people write', () => {
  expect([8.2, 99, 101, 2700, 1].map(roundUp)).toEqual([9, 100, 120, 3000, 1]);
});

test('finds the times in a sentence and nothing that only looks like one', () => {
  expect(timesIn('took 1.5 s, then 20 ms; attempt 3 of 4 on port 8080, v2s')).toEqual([1500, 20]);
});
