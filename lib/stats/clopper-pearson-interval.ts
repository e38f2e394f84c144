import { betaQuantile } from './beta-distribution.ts';
import type { Interval } from './interval.ts';

/** The exact interval of a proportion (Clopper and Pearson 1934): at least `level` coverage always. No trials: 0 to 1. */
export function clopperPearsonInterval(successes: number, trials: number, level: number = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1),
    high: successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes),
    level,
  };
}
