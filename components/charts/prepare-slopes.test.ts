import { expect, test } from 'vitest';
import { layoutSlopes } from './prepare-slopes.ts';
import { amountScale } from '#lib/utils/scale.ts';

const slopes = [
  { id: 'a', label: 'first', from: 20, to: 10 },
  { id: 'b', label: 'second', from: 10, to: 10.2 },
  { id: 'c', label: 'third', from: 5, to: 18 },
];

test('less is lower, zero is the bottom, and the way says which slopes rise', () => {
  const layout = layoutSlopes(slopes, amountScale([20]), 600);
  const [a, , c] = layout.slopes;
  expect(a?.y2).toBeGreaterThan(a?.y1 ?? 0);
  expect([a?.way, c?.way]).toEqual(['less', 'more']);
  expect(layout.slopes.every(({ y1, y2 }) => y1 <= layout.bottom && y2 >= layout.top)).toBe(true);
});

test('where two labels would meet, the steeper slope keeps its own', () => {
  const { slopes: placed } = layoutSlopes(slopes, amountScale([20]), 600);
  expect(placed.map(({ labelY }) => labelY !== null)).toEqual([true, false, true]);
});
