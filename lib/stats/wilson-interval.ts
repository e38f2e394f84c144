import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-distribution.ts';

/**
 * Wilson's score interval of a proportion (Wilson 1927). No trials: 0 to 1. The ends are exactly 0 and 1 at no and at only successes.
 */
export function wilsonInterval(successes: number, trials: number, level: number = 0.95): Interval {
  if (trials === 0) return { low: 0, high: 1, level };
  const square = normalQuantile((1 - level) / 2) ** 2;
  const rate = successes / trials;
  const middle = (rate + square / (2 * trials)) / (1 + square / trials);
  const reach =
    Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials ** 2)) *
    (Math.sqrt(square) / (1 + square / trials));
  return {
    low: successes === 0 ? 0 : middle - reach,
    high: successes === trials ? 1 : middle + reach,
    level,
  };
}
