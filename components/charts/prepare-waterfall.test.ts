import { expect, test } from 'vitest';
import { layoutWaterfall, type WaterfallStep } from './prepare-waterfall.ts';
import { ratioScale } from '#lib/utils/scale.ts';

const step = (id: string, value: number | null, isTotal = false): WaterfallStep => ({
  id,
  label: id,
  explains: '',
  value,
  low: value === null ? null : value - 0.05,
  high: value === null ? null : value + 0.05,
  text: '',
  colour: '',
  isTotal,
});
const scale = ratioScale([-1, 0.2]);

test('each part begins where the one before ended, and the total ends where the last part does', () => {
  const placed = layoutWaterfall(
    [step('incident', -0.4), step('prompt', 0.1), step('skill', -0.3), step('all', -0.6, true)],
    scale,
  );
  expect(placed[1]?.from).toBe(placed[0]?.to);
  expect(placed[2]?.from).toBe(placed[1]?.to);
  expect(placed[3]?.from).toBe(scale.place(0));
  expect(placed[3]?.to).toBeCloseTo(placed[2]?.to ?? 0);
});

test('a part that is missing leaves a gap, and nothing is drawn from where it would have ended', () => {
  const placed = layoutWaterfall([step('incident', -0.4), step('prompt', null), step('skill', -0.3)], scale);
  expect(placed.map(({ from }) => from !== null)).toEqual([true, false, false]);
});
