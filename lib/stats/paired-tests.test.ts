import { describe, expect, it } from 'vitest';
import { breakEven } from './break-even.ts';
import { equivalenceTest } from './equivalence-test.ts';
import { holm } from './holm.ts';
import { mcNemarPower } from './mcnemar-power.ts';
import { mcNemarTest } from './mcnemar-test.ts';
import { meanInterval } from './mean-interval.ts';
import { nestedBootstrap, quantileOf } from './nested-bootstrap.ts';
import { passHatK } from './pass-hat-k.ts';
import { signFlipPower } from './sign-flip-power.ts';
import { signFlipTest } from './sign-flip-test.ts';
import { tPower } from './t-power.ts';
import { CLOSE, errorOf } from './testing/error-of.ts';
import { REFERENCE } from './testing/reference-values.ts';
import { wilcoxonSignedRank } from './wilcoxon-signed-rank.ts';

describe('sign-flip permutation test', () => {
  it('agrees with full enumeration', () => {
    for (const [name, [p, midP]] of Object.entries(REFERENCE.signFlip)) {
      const actual = signFlipTest(REFERENCE.samples[name] ?? []);
      expect(errorOf(actual.p, p)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.midP, midP)).toBeLessThanOrEqual(CLOSE);
      expect(actual.method).toBe('exact');
    }
  });

  it('cannot reach .05 with five units and can with six', () => {
    const smallest = (n: number) => signFlipTest(Array.from({ length: n }, (_, index) => 1 + index)).p;
    expect([3, 4, 5, 6, 7, 8].map(smallest)).toEqual([0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125]);
  });

  it('says nothing without units or when nothing differs', () => {
    expect(signFlipTest([])).toEqual({ n: 0, p: 1, midP: 0.5, method: 'exact', patterns: 1 });
    expect(signFlipTest([0, 0, 0]).p).toBe(1);
  });

  it('draws patterns beyond twelve units: seeded, near the exact p, never 0', () => {
    const values = [...(REFERENCE.samples['twelve'] ?? []), 0.05];
    const drawn = signFlipTest(values, { seed: 'a' });
    expect(drawn).toMatchObject({ n: 13, method: 'drawn', patterns: 10_000 });
    expect(drawn).toEqual(signFlipTest(values, { seed: 'a' }));
    expect(drawn.p).not.toBe(signFlipTest(values, { seed: 'b' }).p);
    expect(signFlipTest(Array.from({ length: 40 }, () => 1)).p).toBe(1 / 10_001);
  });
});

describe('Wilcoxon signed rank', () => {
  it('takes as equal, and as nil, what rounding alone made different', () => {
    // Means of log ratios that are the same number on paper.
    const dust = Math.log(10 / 12) + Math.log(12 / 10) + 1e-17;
    const tenth = 0.1 + 0.2 - 0.3 + 0.1;
    expect(dust).not.toBe(0);
    expect(wilcoxonSignedRank([dust, 0.1, tenth, 0.1, -0.3])).toEqual(
      wilcoxonSignedRank([0, 0.1, 0.1, 0.1, -0.3]),
    );
  });

  it('agrees with full enumeration, ties and zeros included, under both rules', () => {
    for (const [name, rule, positive, negative, p] of REFERENCE.wilcoxon) {
      const actual = wilcoxonSignedRank(REFERENCE.samples[name] ?? [], rule);
      expect(errorOf(actual.positive, positive)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.negative, negative)).toBeLessThanOrEqual(CLOSE);
      expect(errorOf(actual.p, p)).toBeLessThanOrEqual(CLOSE);
    }
  });

  it('agrees with a scientific package for forty pairs (exact) and eighty (normal)', () => {
    expect(
      errorOf(wilcoxonSignedRank(REFERENCE.wilcoxonForty.values).p, REFERENCE.wilcoxonForty.p),
    ).toBeLessThanOrEqual(CLOSE);
    const { values, pratt, wilcoxon } = REFERENCE.wilcoxonLarge;
    expect(wilcoxonSignedRank(values).method).toBe('normal');
    expect(errorOf(wilcoxonSignedRank(values, 'pratt').p, pratt)).toBeLessThanOrEqual(CLOSE);
    expect(errorOf(wilcoxonSignedRank(values, 'wilcoxon').p, wilcoxon)).toBeLessThanOrEqual(CLOSE);
  });

  it('says nothing without a difference', () => {
    expect(wilcoxonSignedRank([])).toMatchObject({ n: 0, p: 1 });
    expect(wilcoxonSignedRank([0, 0])).toMatchObject({ n: 0, zeros: 2, p: 1 });
  });
});

describe('exact McNemar', () => {
  it('agrees with the exact binomial test', () => {
    for (const [b = 0, c = 0, p] of REFERENCE.mcNemar)
      expect(errorOf(mcNemarTest(b, c).p, p)).toBeLessThanOrEqual(CLOSE);
  });

  it('needs six to none', () => {
    const p = (b: number, c: number) => Number(mcNemarTest(b, c).p.toFixed(3));
    expect(mcNemarTest(5, 0).p).toBeCloseTo(0.0625, 12);
    expect([p(6, 0), p(7, 1), p(8, 1), p(10, 2)]).toEqual([0.031, 0.07, 0.039, 0.039]);
  });
});

describe('equivalence and multiplicity', () => {
  it('two one-sided tests agree with a scientific package', () => {
    for (const [name, low, high, p] of REFERENCE.tost) {
      const actual = equivalenceTest(meanInterval(REFERENCE.samples[name] ?? []), { low, high });
      expect(errorOf(actual.p, p)).toBeLessThanOrEqual(CLOSE);
      const inside = actual.interval !== null && actual.interval.low > low && actual.interval.high < high;
      expect(actual.equivalent).toBe(inside);
    }
  });

  it('needs two units; equal units are equivalent exactly when they lie inside', () => {
    const margins = { low: -0.1, high: 0.1 };
    expect(equivalenceTest(meanInterval([0]), margins).equivalent).toBe(false);
    expect(equivalenceTest(meanInterval([0, 0, 0]), margins)).toMatchObject({ p: 0, equivalent: true });
    expect(equivalenceTest(meanInterval([0.2, 0.2]), margins)).toMatchObject({ p: 1, equivalent: false });
  });

  it('Holm agrees with a scientific package', () => {
    const [ps, adjusted] = REFERENCE.holm;
    for (const [index, p] of holm(ps).entries())
      expect(errorOf(p, adjusted[index])).toBeLessThanOrEqual(CLOSE);
    expect(holm([])).toEqual([]);
  });
});

describe('pass^k', () => {
  it('is the chance that k attempts drawn without replacement all succeeded', () => {
    for (const [c = 0, n = 0, k = 0, value] of REFERENCE.passHatK)
      expect(errorOf(passHatK(c, n, k), value)).toBeLessThanOrEqual(CLOSE);
  });

  it('is unknown with fewer attempts than k and certain for no attempt asked', () => {
    expect([passHatK(2, 2, 3), passHatK(0, 0, 1), passHatK(1, 3, 0)]).toEqual([null, null, 1]);
  });
});

describe('nested bootstrap', () => {
  const groups = [
    [-0.3, -0.2, -0.5],
    [-0.1, 0.05, -0.2],
    [-0.4, -0.45, -0.2],
    [-0.2, -0.1, -0.15],
  ];

  it('is seeded, holds its estimate, and carries the t interval', () => {
    const first = nestedBootstrap(groups, { seed: 'x', resamples: 2000 });
    expect(first).toEqual(nestedBootstrap(groups, { seed: 'x', resamples: 2000 }));
    expect(first.percentile?.low).not.toBe(
      nestedBootstrap(groups, { seed: 'y', resamples: 2000 }).percentile?.low,
    );
    expect(first.percentile?.low).toBeLessThan(first.estimate ?? 0);
    expect(first.percentile?.high).toBeGreaterThan(first.estimate ?? 0);
    expect(first.t).toEqual(meanInterval(groups.map((group) => meanInterval(group).mean ?? 0)));
  });

  it('has the spread that theory gives: between groups plus within them', () => {
    const { percentile } = nestedBootstrap(groups, { resamples: 20_000 });
    const variance = (values: number[]) => {
      const { mean, n } = meanInterval(values);
      return values.reduce((sum, value) => sum + (value - (mean ?? 0)) ** 2, 0) / n;
    };
    const means = groups.map((group) => meanInterval(group).mean ?? 0);
    const within = groups.map((group) => variance(group) / group.length);
    const se = Math.sqrt((variance(means) + (meanInterval(within).mean ?? 0)) / groups.length);
    expect(((percentile?.high ?? 0) - (percentile?.low ?? 0)) / (2 * 1.96 * se)).toBeCloseTo(1, 1);
  });

  it('leaves out empty groups and needs two', () => {
    expect(nestedBootstrap([[], [1, 2]])).toMatchObject({ estimate: 1.5, percentile: null, resamples: 0 });
    expect(nestedBootstrap([])).toMatchObject({ estimate: null, percentile: null });
  });

  it('quantiles interpolate between order statistics', () => {
    expect([quantileOf([1, 2, 4], 0), quantileOf([1, 2, 4], 0.75), quantileOf([1, 2, 4], 1)]).toEqual([
      1, 3, 4,
    ]);
    expect(quantileOf([], 0.5)).toBeNaN();
  });
});

describe('break-even', () => {
  it('divides what learning cost by what an incident saves, with the interval inverted', () => {
    const saving = meanInterval([90, 100, 110, 100]);
    const result = breakEven(1000, saving);
    expect(result.incidents).toBe(10);
    expect(result.soonest).toBeCloseTo(1000 / (saving.interval?.high ?? 0), 12);
    expect(result.latest).toBeCloseTo(1000 / (saving.interval?.low ?? 0), 12);
  });

  it('is open-ended where the saving may be nil, and never without one', () => {
    expect(breakEven(1000, meanInterval([-50, 100, 200])).latest).toBeNull();
    expect(breakEven(1000, meanInterval([-5, -6, -7])).incidents).toBeNull();
    expect(breakEven(1000, meanInterval([]))).toEqual({
      incidents: null,
      soonest: null,
      latest: null,
      level: null,
    });
  });
});

describe('power', () => {
  const plan = (scenarios: number, repeats: number, reduction: number) => ({
    scenarios,
    repeats,
    reduction,
    runSd: 0.3,
    effectSd: 0.1,
  });

  it('of the t test agrees with the noncentral t of a scientific package', () => {
    for (const [scenarios = 0, repeats = 0, reduction = 0, power] of REFERENCE.tPower)
      expect(errorOf(tPower(plan(scenarios, repeats, reduction)), power)).toBeLessThanOrEqual(CLOSE);
  });

  it('of McNemar agrees with the sum over all tables, and with the figures that the pages quote', () => {
    for (const [pairs = 0, control = 0, treated = 0, power] of REFERENCE.mcNemarPower)
      expect(errorOf(mcNemarPower({ pairs, control, treated }), power)).toBeLessThanOrEqual(CLOSE);
    const quoted = [0.57, 0.91, 0.96, 0.62, 0.14];
    for (const [index, [pairs = 0, control = 0, treated = 0]] of REFERENCE.mcNemarPower.entries())
      expect(Math.abs(mcNemarPower({ pairs, control, treated }) - (quoted[index] ?? 0))).toBeLessThan(0.02);
    expect(mcNemarPower({ pairs: 0, control: 0.5, treated: 0.8 })).toBe(0);
  });

  // A busy machine may take its time.
  it('of the sign-flip test is what the recipe quotes, within simulation error', { timeout: 60_000 }, () => {
    expect(signFlipPower(plan(3, 5, 0.3))).toBe(0);
    const quoted: [number, number, number, number][] = [
      [1, 8, 0.2, 0.27],
      [1, 8, 0.3, 0.49],
      [6, 5, 0.2, 0.36],
      [6, 5, 0.3, 0.7],
      [8, 5, 0.2, 0.68],
      [8, 5, 0.3, 0.96],
      [12, 3, 0.2, 0.73],
      [12, 5, 0.2, 0.92],
      [24, 3, 0.2, 0.97],
    ];
    for (const [scenarios, repeats, reduction, power] of quoted)
      expect(Math.abs(signFlipPower(plan(scenarios, repeats, reduction)) - power)).toBeLessThan(0.06);
  });

  it('does not exist without spread to estimate, and is certain without noise', () => {
    expect(tPower(plan(1, 5, 0.2))).toBe(0);
    expect(tPower({ ...plan(6, 5, 0.2), runSd: 0, effectSd: 0 })).toBe(1);
    expect(tPower({ ...plan(6, 5, 0), runSd: 0, effectSd: 0 })).toBe(0.05);
  });
});
