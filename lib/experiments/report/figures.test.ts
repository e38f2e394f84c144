import { expect, it } from 'vitest';
import { estimateText, percentText, rangeText } from './figures.ts';

it('writes an interval, and that there is none where nothing varied', () => {
  expect(rangeText({ low: -36, high: -19 }, percentText)).toBe('−36 to −19\u00A0%');
  expect(rangeText(null, percentText)).toBe('none');
  expect(estimateText(-11, { low: -11, high: -11, level: 0.95 }, percentText)).toBe(
    '−11\u00A0% (the same every time)',
  );
});
