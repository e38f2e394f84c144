import { describe, expect, it } from 'vitest';
import { betaQuantile } from './beta-distribution.ts';
import { binomialCdf, binomialPmf } from './binomial-distribution.ts';
import { findRoot } from './find-root.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { incompleteGamma } from './incomplete-gamma.ts';
import { logBeta, logChoose, logGamma } from './log-gamma.ts';
import { noncentralTCdf } from './noncentral-t-cdf.ts';
import { normalCdf, normalQuantile } from './normal-distribution.ts';
import { tCdf, tQuantile } from './t-distribution.ts';
import { CLOSE, errorOf } from './testing/error-of.ts';
import { REFERENCE } from './testing/reference-values.ts';

type Numbers = (...input: number[]) => number;

/** Each row of the reference: inputs, then what the function gives. */
const FUNCTIONS: { name: string; rows: number[][]; f: Numbers }[] = [
  { name: 'log gamma', rows: REFERENCE.logGamma, f: (x = 0) => logGamma(x) },
  { name: 'log beta', rows: REFERENCE.logBeta, f: (a = 0, b = 0) => logBeta(a, b) },
  { name: 'log of binomial coefficients', rows: REFERENCE.logChoose, f: (n = 0, k = 0) => logChoose(n, k) },
  {
    name: 'incomplete beta',
    rows: REFERENCE.incompleteBeta,
    f: (x = 0, a = 0, b = 0) => incompleteBeta(x, a, b),
  },
  { name: 'normal distribution', rows: REFERENCE.normalCdf, f: (z = 0) => normalCdf(z) },
  { name: 'normal quantile', rows: REFERENCE.normalQuantile, f: (p = 0) => normalQuantile(p) },
  { name: 't distribution', rows: REFERENCE.tCdf, f: (t = 0, df = 0) => tCdf(t, df) },
  { name: 't quantile', rows: REFERENCE.tQuantile, f: (p = 0, df = 0) => tQuantile(p, df) },
  {
    name: 'noncentral t distribution',
    rows: REFERENCE.noncentralTCdf,
    f: (t = 0, df = 0, shift = 0) => noncentralTCdf(t, df, shift),
  },
  {
    name: 'beta quantile',
    rows: REFERENCE.betaQuantile,
    f: (p = 0, a = 0, b = 0) => betaQuantile(p, a, b),
  },
];

describe('distributions agree with independent values to 1e-9', () => {
  it.each(FUNCTIONS)('$name', ({ rows, f }) => {
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(errorOf(f(...row.slice(0, -1)), row.at(-1))).toBeLessThanOrEqual(CLOSE);
  });

  it('incomplete gamma, both tails', () => {
    for (const [a = 0, x = 0, lower, upper] of REFERENCE.incompleteGamma) {
      const actual = incompleteGamma(a, x);
      expect(errorOf(actual.lower, lower)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.upper, upper)).toBeLessThanOrEqual(CLOSE);
    }
  });

  it('binomial mass and distribution', () => {
    for (const [k = 0, n = 0, p = 0, mass, cdf] of REFERENCE.binomial) {
      expect(errorOf(binomialPmf(k, n, p), mass)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(binomialCdf(k, n, p), cdf)).toBeLessThanOrEqual(CLOSE);
    }
  });
});

describe('edges of distributions', () => {
  it('quantiles end at the ends of the range and refuse what is no probability', () => {
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(1.1)]).toEqual([
      -Infinity,
      Infinity,
      Number.NaN,
    ]);
    expect([tQuantile(0, 3), tQuantile(0.5, 3), tQuantile(1, 3), tQuantile(0.2, 0)]).toEqual([
      -Infinity,
      0,
      Infinity,
      Number.NaN,
    ]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3), betaQuantile(-1, 2, 3)]).toEqual([
      0,
      1,
      Number.NaN,
    ]);
  });

  it('t with infinitely many degrees of freedom is the normal', () => {
    expect(tQuantile(0.025, Infinity)).toBe(normalQuantile(0.025));
    expect(tCdf(-1.3, Infinity)).toBe(normalCdf(-1.3));
    expect([tCdf(-Infinity, 4), tCdf(Infinity, 4)]).toEqual([0, 1]);
  });

  it('no trials, and rates of 0 and 1, are certain', () => {
    expect([
      binomialCdf(0, 0, 0.5),
      binomialCdf(-1, 3, 0.5),
      binomialPmf(0, 3, 0),
      binomialPmf(3, 3, 1),
    ]).toEqual([1, 0, 1, 1]);
    expect([binomialPmf(4, 3, 0.5), binomialPmf(1, 3, 0), binomialPmf(1, 3, 1)]).toEqual([0, 0, 0]);
  });

  it('log gamma has its pole at 0, and coefficients outside the triangle are 0', () => {
    expect([logGamma(0), logGamma(-1), logGamma(Infinity)]).toEqual([Infinity, Number.NaN, Infinity]);
    expect([logChoose(4, 5), logChoose(4, -1), logChoose(4, 0)]).toEqual([-Infinity, -Infinity, 0]);
  });

  it('a root needs a change of sign, and an end that is one is taken', () => {
    expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 14);
    expect(findRoot((x) => x, 0, 2)).toBe(0);
    expect(findRoot((x) => x - 2, 0, 2)).toBe(2);
    expect(() => findRoot((x) => x * x + 1, 0, 2)).toThrow('no sign change');
  });

  it('far shifts of the noncentral t fall back to the normal', () => {
    expect(noncentralTCdf(2, 20, 50)).toBe(0);
    expect(noncentralTCdf(-2, 20, -50)).toBe(1);
    expect(noncentralTCdf(1.4, 9, 0)).toBe(tCdf(1.4, 9));
  });
});
