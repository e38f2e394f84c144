import { describe, expect, it } from 'vitest';
import { layoutIntervalPlot, type IntervalMark } from './prepare-interval-plot.ts';
import { pointsScale } from '#lib/utils/scale.ts';

const mark = (change: Partial<IntervalMark>): IntervalMark => ({
  id: 'a',
  label: 'Pool exhausted',
  colour: 'text-arm-learned',
  value: 0.1,
  low: -0.1,
  high: 0.2,
  text: '+10 points',
  ...change,
});
const scale = pointsScale([0.2]);

describe('an interval plot', () => {
  it('puts the estimate between the ends of its interval', () => {
    const [placed] = layoutIntervalPlot([mark({})], scale, 800).marks;
    const { from, at, to } = placed ?? {};
    expect(from).toBeLessThan(at ?? 0);
    expect(at).toBeLessThan(to ?? 0);
  });

  it('leaves a gap where a figure is missing instead of drawing a zero', () => {
    const [placed] = layoutIntervalPlot([mark({ value: null, low: null, high: null })], scale, 800).marks;
    expect(placed).toMatchObject({ at: null, from: null, to: null });
  });

  it('puts labels above the intervals on a narrow page and cuts what does not fit', () => {
    const long = mark({
      label: 'A connection pool that is exhausted because of a leak in the orders service',
    });
    const narrow = layoutIntervalPlot([long], scale, 340);
    expect(narrow.marks[0]?.labelY).toBeLessThan(narrow.marks[0]?.y ?? 0);
    expect(narrow.marks[0]?.label).toMatch(/…$/);
    expect(narrow.plot.right).toBeLessThanOrEqual(340);
  });

  it('names each group once', () => {
    const marks = [
      mark({ id: 'a', group: 'pass^1' }),
      mark({ id: 'b', group: 'pass^1' }),
      mark({ id: 'c', group: 'pass^3' }),
    ];
    expect(layoutIntervalPlot(marks, scale, 800).headings.map(({ text }) => text)).toEqual([
      'pass^1',
      'pass^3',
    ]);
  });

  it('gives a heading that is longer than the page a line more, and room for it', () => {
    const group = 'Learned, where it should help: 60 runs (No skill: 90 % verified)';
    const [wide, narrow] = [800, 320].map((width) => layoutIntervalPlot([mark({ group })], scale, width));
    expect(wide?.headings.map(({ text }) => text)).toEqual([group]);
    expect(narrow?.headings.map(({ text }) => text).join(' ')).toBe(group);
    expect(narrow?.marks[0]?.labelY).toBeGreaterThan(narrow?.headings.at(-1)?.y ?? Infinity);
  });
});
