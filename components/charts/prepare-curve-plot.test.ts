import { describe, expect, it } from 'vitest';
import { layoutCurve, type CurvePoint } from './prepare-curve-plot.ts';
import { amountScale } from '#lib/utils/scale.ts';

const point = (x: number, value: number): CurvePoint => ({
  id: `${x}`,
  x,
  value,
  low: value - 1,
  high: value + 1,
  text: `${value}`,
  basis: '',
});

describe('the layout of a curve', () => {
  const scale = amountScale([20]);

  it('goes from left to right whatever the order of the points, larger values higher', () => {
    const { points, path, plot } = layoutCurve([point(2, 10), point(0, 20), point(1, 15)], scale, 600);
    expect(points.map((each) => each.point.x)).toEqual([0, 1, 2]);
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(points[0]?.y).toBeLessThan(points[2]?.y ?? 0);
    expect(points[0]?.high).toBeLessThan(points[0]?.low ?? 0);
    expect(path).toMatch(/^M[\d.]+ [\d.]+ L[\d.]+ [\d.]+ L/);
    expect(
      points.every(({ x, y }) => x > plot.left && x < plot.right && y >= plot.top && y <= plot.bottom),
    ).toBe(true);
  });

  it('names every whole number while there are few, and some of many', () => {
    expect(layoutCurve([point(0, 1), point(3, 1)], scale, 600).ticks.map(({ at }) => at)).toEqual([
      0, 1, 2, 3,
    ]);
    expect(layoutCurve([point(0, 1), point(40, 1)], scale, 600).ticks.length).toBeLessThanOrEqual(12);
  });

  it('stays drawable without points and on a narrow page', () => {
    expect(layoutCurve([], scale, 100).path).toBe('');
    const { points, plot } = layoutCurve([point(0, 1), point(1, 2)], scale, 80);
    expect(points.every(({ x }) => x >= plot.left && x <= plot.right)).toBe(true);
  });
});
