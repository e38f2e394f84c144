import { expect, test } from 'vitest';
import { placeOf } from './nav.ts';

test('a page below a place belongs to it', () => {
  expect(placeOf('/runs/run_01')?.word).toBe('Runs');
  expect(placeOf('/')?.word).toBe('Story');
});

test('an address that only begins like a place belongs to none', () => {
  expect(placeOf('/runsheet')).toBeNull();
});
