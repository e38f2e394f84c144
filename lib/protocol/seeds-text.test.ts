import { expect, it } from 'vitest';
import { seedsText } from './seeds-text.ts';

it('writes seeds that follow each other as a range, and the others one by one', () => {
  expect(seedsText([1, 2, 3, 4, 9, 11, 12])).toBe('1–4, 9, 11, 12');
  expect(seedsText([7])).toBe('7');
  expect(seedsText([3, 2, 1])).toBe('3, 2, 1');
});
