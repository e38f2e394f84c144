import type { Interval } from './interval.ts';
import { intervalAt, type MeanEstimate } from './mean-interval.ts';
import { tCdf } from './t-distribution.ts';

export interface EquivalenceTest {
  /** Larger of the two one-sided p-values; null where there is no standard error. */
  p: number | null;
  /** The interval of level 1 − 2α that lies inside the margins exactly when the test rejects. */
  interval: Interval | null;
  equivalent: boolean;
}

/**
 * Two one-sided t tests of "the mean lies between low and high" (Schuirmann 1987). Without spread between units p is 0 inside the
 * margins and 1 outside; with fewer than two units there is no test and nothing is equivalent.
 */
export function equivalenceTest(
  estimate: MeanEstimate,
  margins: { low: number; high: number },
  alpha: number = 0.05,
): EquivalenceTest {
  const { mean, se, df } = estimate;
  if (mean === null || se === null) return { p: null, interval: null, equivalent: false };
  const inside = mean > margins.low && mean < margins.high;
  const flat = inside ? 0 : 1;
  const p =
    se === 0 ? flat : Math.max(tCdf((margins.low - mean) / se, df), tCdf((mean - margins.high) / se, df));
  return { p, interval: intervalAt(estimate, 1 - 2 * alpha), equivalent: p <= alpha };
}
