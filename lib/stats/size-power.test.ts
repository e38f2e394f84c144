import { describe, expect, it } from 'vitest';
import { boundPower } from './bound-power.ts';
import { chiSquareQuantile } from './chi-square-quantile.ts';
import { nonInferiorityPower } from './non-inferiority-power.ts';
import { smallestSize } from './smallest-size.ts';
import { oneSidedTPower, tPower, twoSidedTPower } from './t-power.ts';
import { CLOSE, errorOf } from './testing/error-of.ts';
import { REFERENCE } from './testing/reference-values.ts';

describe('power for planning', () => {
  it('of the one-sided t test agrees with the noncentral t of a scientific package', () => {
    for (const [effect = 0, se = 0, df = 0, alpha = 0, power] of REFERENCE.oneSidedTPower)
      expect(errorOf(oneSidedTPower({ effect, se, df }, alpha), power)).toBeLessThanOrEqual(CLOSE);
  });

  it('of the two-sided t test is the same for means and for planned scenarios', () => {
    const sd = Math.sqrt(0.1 ** 2 + (2 * 0.3 ** 2) / 5);
    const mean = { effect: -Math.log(0.8), se: sd / Math.sqrt(12), df: 11 };
    const plan = { scenarios: 12, repeats: 5, reduction: 0.2, runSd: 0.3, effectSd: 0.1 };
    expect(twoSidedTPower(mean, 0.05)).toBeCloseTo(tPower(plan), 12);
  });

  it('of non-inferiority agrees with the sum over all tables, and knows the 52 pairs that a plan needs without a loss', () => {
    for (const [
      pairs = 0,
      onlyFirst = 0,
      onlySecond = 0,
      margin = 0,
      alpha = 0,
      power,
    ] of REFERENCE.nonInferiorityPower)
      expect(
        errorOf(nonInferiorityPower({ pairs, onlyFirst, onlySecond, margin }, alpha), power),
      ).toBeLessThanOrEqual(CLOSE);
  });

  it('of non-inferiority goes over into its approximation without a jump', () => {
    const at = (pairs: number) =>
      nonInferiorityPower({ pairs, onlyFirst: 0.09, onlySecond: 0.11, margin: 0.045 });
    expect(Math.abs(at(501) - at(500))).toBeLessThan(0.005);
    expect(at(20_000)).toBeGreaterThan(0.999);
  });

  it('of the bound on harm agrees with the sum over all counts', () => {
    for (const [trials = 0, rate = 0, most = 0, alpha = 0, power] of REFERENCE.boundPower)
      expect(errorOf(boundPower({ trials, rate, most }, alpha), power)).toBeLessThanOrEqual(CLOSE);
  });

  it('has the quantiles of chi-square of a scientific package', () => {
    for (const [p = 0, df = 0, quantile] of REFERENCE.chiSquareQuantile)
      expect(errorOf(chiSquareQuantile(p, df), quantile)).toBeLessThanOrEqual(CLOSE);
  });

  it('finds the size at which a chance is reached, or says that none in range does', () => {
    const rising = (size: number) => size / 1000;
    const search = (from: number, to: number) => smallestSize(rising, { from, to, target: 0.8 });
    expect(search(1, 5000)).toBe(800);
    expect(search(900, 5000)).toBe(900);
    expect(search(1, 799)).toBeNull();
    expect(search(1, 800)).toBe(800);
  });

  it('asks for as many pairs as the textbook for a t test', () => {
    // n = 34 for a standardised effect of .5, two-sided 5 %, power .8 (Cohen 1988, table 2.4 for one mean).
    const chance = (n: number) => twoSidedTPower({ effect: 0.5, se: 1 / Math.sqrt(n), df: n - 1 }, 0.05);
    expect(smallestSize(chance, { from: 2, to: 1000, target: 0.8 })).toBe(34);
  });
});
