import { binomialCdf } from './binomial-distribution.ts';

/**
 * Chance that the exact upper bound of a rate (Clopper and Pearson, one-sided `alpha`) is at most `most` after `trials`, when the rate is
 * `rate`: as many events as leave the bound there, or fewer.
 */
export function boundPower(
  plan: { trials: number; rate: number; most: number },
  alpha: number = 0.05,
): number {
  const { trials, rate, most } = plan;
  let allowed = -1;
  while (allowed + 1 < trials && binomialCdf(allowed + 1, trials, most) <= alpha) allowed += 1;
  return binomialCdf(allowed, trials, rate);
}
