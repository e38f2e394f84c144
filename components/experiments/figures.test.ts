import { expect, it } from 'vitest';
import { percentText } from '#lib/stats/analysis/figure-texts.ts';
import { intervalText } from './figures.ts';

it('writes an interval with its level, and that there is none where nothing varied', () => {
  expect(intervalText({ low: -36, high: -19, level: 0.95 }, percentText)).toBe('(95 %: −36 % to −19 %)');
  expect(intervalText(null, percentText)).toBe('(no interval)');
  expect(intervalText({ low: -11.111, high: -11.111 + 1e-13, level: 0.95 }, percentText)).toBe(
    '(the same every time)',
  );
});
