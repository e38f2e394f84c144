import { describe, expect, it } from 'vitest';
import { clopperPearsonInterval } from './clopper-pearson-interval.ts';
import type { Interval } from './interval.ts';
import { jeffreysInterval } from './jeffreys-interval.ts';
import { intervalAt, meanInterval, meanOf, sumOf } from './mean-interval.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import { tabulatePairs, tableSize, type PairedTable } from './paired-table.ts';
import { percentChange, percentInterval } from './percent-change.ts';
import { ruleOfThree, trialsForBound, zeroEventBound } from './rule-of-three.ts';
import { tangoInterval } from './tango-interval.ts';
import { CLOSE, errorOf } from './testing/error-of.ts';
import { REFERENCE } from './testing/reference-values.ts';
import { twoWayMean } from './two-way-mean.ts';
import { wilsonInterval } from './wilson-interval.ts';

const table = (both: number, onlyFirst: number, onlySecond: number, neither: number): PairedTable => ({
  both,
  onlyFirst,
  onlySecond,
  neither,
});
const rounded = ({ low, high }: Interval, digits: number) => [
  Number(low.toFixed(digits)),
  Number(high.toFixed(digits)),
];

describe('intervals of one proportion', () => {
  it.each([
    { name: 'Wilson', f: wilsonInterval, rows: REFERENCE.wilson },
    { name: 'Clopper-Pearson', f: clopperPearsonInterval, rows: REFERENCE.clopperPearson },
    { name: 'Jeffreys', f: jeffreysInterval, rows: REFERENCE.jeffreys },
  ])('$name agrees with independent values to 1e-9', ({ f, rows }) => {
    for (const [successes = 0, trials = 0, level = 0, low, high] of rows) {
      const interval = f(successes, trials, level);
      expect(errorOf(interval.low, low)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(interval.high, high)).toBeLessThanOrEqual(CLOSE);
    }
  });

  it('gives the limits of the tables in Newcombe (1998)', () => {
    expect(rounded(wilsonInterval(81, 263), 4)).toEqual([0.2553, 0.3662]);
    expect(rounded(wilsonInterval(15, 148), 4)).toEqual([0.0624, 0.1605]);
    expect(rounded(wilsonInterval(0, 20), 4)).toEqual([0, 0.1611]);
    expect(rounded(wilsonInterval(1, 29), 4)).toEqual([0.0061, 0.1718]);
    expect(rounded(clopperPearsonInterval(81, 263), 4)).toEqual([0.2527, 0.3676]);
    expect(rounded(clopperPearsonInterval(0, 20), 4)).toEqual([0, 0.1684]);
  });

  it('says what the pages say of small samples', () => {
    expect(wilsonInterval(5, 5).low).toBeCloseTo(0.57, 2);
    expect(wilsonInterval(10, 10).low).toBeCloseTo(0.72, 2);
    expect(wilsonInterval(60, 60).low).toBeCloseTo(0.94, 2);
    expect([5, 20, 60].map((n) => Number((100 * zeroEventBound(n)).toFixed(1)))).toEqual([45.1, 13.9, 4.9]);
  });

  it('knows nothing without trials', () => {
    for (const f of [wilsonInterval, clopperPearsonInterval, jeffreysInterval]) {
      expect(f(0, 0)).toEqual({ low: 0, high: 1, level: 0.95 });
    }
    expect([trialsForBound(0.1), trialsForBound(0.5, 0.75)]).toEqual([29, 2]);
    expect([zeroEventBound(0), ruleOfThree(0), ruleOfThree(2), ruleOfThree(60)]).toEqual([1, 1, 1, 0.05]);
  });
});

describe('difference of paired proportions', () => {
  it.each([
    { name: 'Tango', f: tangoInterval, rows: REFERENCE.tango },
    { name: 'Newcombe', f: newcombeInterval, rows: REFERENCE.newcombe },
  ])('$name agrees with independent values to 1e-9', ({ f, rows }) => {
    for (const [a = 0, b = 0, c = 0, d = 0, level = 0, low, high] of rows) {
      const interval = f(table(a, b, c, d), level);
      expect(errorOf(interval.low, low)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(interval.high, high)).toBeLessThanOrEqual(CLOSE);
    }
  });

  it('gives the published limits for airway hyper-responsiveness (Bentur 2009; Fagerland et al. 2014)', () => {
    expect(rounded(tangoInterval(table(1, 1, 7, 12)), 3)).toEqual([-0.517, -0.026]);
    expect(rounded(newcombeInterval(table(1, 1, 7, 12)), 3)).toEqual([-0.507, -0.026]);
  });

  it('keeps its width when no pair differs, and ends at the ends of the range', () => {
    const zSquared = 1.959963984540054 ** 2;
    expect(tangoInterval(table(30, 0, 0, 30)).high).toBeCloseTo(zSquared / (60 + zSquared), 12);
    expect(tangoInterval(table(0, 9, 0, 0)).high).toBe(1);
    expect(tangoInterval(table(0, 0, 9, 0)).low).toBe(-1);
    expect(tangoInterval(table(0, 0, 0, 0))).toEqual({ low: -1, high: 1, level: 0.95 });
    expect(newcombeInterval(table(0, 0, 0, 0))).toEqual({ low: -1, high: 1, level: 0.95 });
  });

  it('mirrors when the arms change places', () => {
    const [one, two] = [tangoInterval(table(20, 7, 2, 11)), tangoInterval(table(20, 2, 7, 11))];
    expect(one.low).toBeCloseTo(-two.high, 12);
  });

  it('tabulates pairs', () => {
    const pairs = [
      { first: true, second: true },
      { first: true, second: false },
      { first: true, second: false },
      { first: false, second: true },
    ];
    expect(tabulatePairs(pairs)).toEqual(table(1, 2, 1, 0));
    expect(tableSize(tabulatePairs(pairs))).toBe(4);
  });
});

describe('t interval of a mean', () => {
  it('agrees with independent values to 1e-9', () => {
    for (const [name, [mean, sd, low, high]] of Object.entries(REFERENCE.tInterval)) {
      const actual = meanInterval(REFERENCE.samples[name] ?? []);
      expect(errorOf(actual.mean, mean)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.sd, sd)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.interval?.low, low)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.interval?.high, high)).toBeLessThanOrEqual(CLOSE);
    }
  });

  it('has no mean without values, no interval for one, no width for equal ones', () => {
    expect(meanInterval([])).toEqual({ n: 0, mean: null, sd: null, se: null, df: 0, interval: null });
    expect(meanInterval([0.3])).toMatchObject({ n: 1, mean: 0.3, interval: null });
    expect(meanInterval([0.1, 0.1, 0.1]).interval).toEqual({ low: 0.1, high: 0.1, level: 0.95 });
    expect(intervalAt({ mean: null, se: null, df: 0 }, 0.9)).toBeNull();
  });

  it('loses nothing of small terms beside large ones', () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
    expect(meanOf([])).toBeNaN();
  });

  it('log ratios read as percent', () => {
    expect(percentChange(Math.log(0.8))).toBeCloseTo(-20, 12);
    expect(percentInterval({ low: Math.log(0.5), high: 0, level: 0.9 })).toEqual({
      low: -50,
      high: 0,
      level: 0.9,
    });
  });
});

describe('mean over two sources of chance', () => {
  it('agrees with independent values to 1e-9', () => {
    const cells = REFERENCE.twoWayMean.cells.map(([row, column, value]) => ({ row, column, value }));
    const actual = twoWayMean(cells);
    const [mean, se, low, high] = REFERENCE.twoWayMean.expected;
    expect(errorOf(actual.mean, mean)).toBeLessThanOrEqual(CLOSE);
    expect(errorOf(actual.se, se)).toBeLessThanOrEqual(CLOSE);
    expect(errorOf(actual.interval?.low, low)).toBeLessThanOrEqual(CLOSE);
    expect(errorOf(actual.interval?.high, high)).toBeLessThanOrEqual(CLOSE);
  });

  it('counts the scarcer source, and has no interval for a single one', () => {
    const cells = ['a', 'b', 'c'].map((row) => ({ row, column: 'only', value: 0.2 }));
    expect(twoWayMean(cells)).toMatchObject({ n: 1, mean: 0.2, interval: null });
    expect(twoWayMean([])).toMatchObject({ n: 0, mean: null });
  });
});
