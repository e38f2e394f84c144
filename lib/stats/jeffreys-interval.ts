import { betaQuantile } from './beta-distribution.ts';
import type { Interval } from './interval.ts';

/**
 * Equal-tailed posterior interval of a proportion under Jeffreys' prior Beta(½, ½), with the end set to 0 or 1 at no or at only
 * successes (Brown, Cai and DasGupta 2001, § 4.3). No trials: 0 to 1.
 */
export function jeffreysInterval(successes: number, trials: number, level: number = 0.95): Interval {
  const tail = (1 - level) / 2;
  const [a, b] = [successes + 0.5, trials - successes + 0.5];
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, a, b),
    high: successes === trials ? 1 : betaQuantile(1 - tail, a, b),
    level,
  };
}
