import { expect, test } from 'vitest';
import { originalDate } from './session-date.ts';

test.each([
  ['2023-05-08', '2023-05-08'],
  ['2023/05/08 (Mon) 13:56', '2023-05-08'],
  ['2023-04-31', null],
  ['yesterday', null],
  [20230508, null],
])('original_date %j is %j', (original_date, date) => {
  expect(originalDate(JSON.stringify({ original_date }))).toBe(date);
});

test('a session without configs has none', () => {
  expect(originalDate(null)).toBeNull();
});
