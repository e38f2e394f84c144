import { incompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';
import { normalCdf } from './normal-distribution.ts';
import { tCdf } from './t-distribution.ts';

/** Beyond this the Poisson weights underflow. */
const LARGEST_SHIFT = 37;

/**
 * P(T ≤ t) of the noncentral t distribution with `df` degrees of freedom and noncentrality `shift` (Lenth 1989, AS 243, with each
 * incomplete beta computed directly). |shift| ≤ 37; beyond that the normal approximation of Abramowitz and Stegun 26.7.10.
 */
export function noncentralTCdf(t: number, df: number, shift: number): number {
  if (shift === 0) return tCdf(t, df);
  if (t < 0) return 1 - noncentralTCdf(-t, df, -shift);
  if (Math.abs(shift) > LARGEST_SHIFT) {
    return normalCdf((t * (1 - 1 / (4 * df)) - shift) / Math.sqrt(1 + (t * t) / (2 * df)));
  }
  const square = t * t;
  const [x, rest] = [square / (df + square), df / (df + square)];
  const half = (shift * shift) / 2;
  const middle = Math.floor(half);
  const term = (j: number) => {
    const common = -half + j * Math.log(half);
    const even = Math.exp(common - logGamma(j + 1)) * incompleteBeta(x, j + 0.5, df / 2, rest);
    const odd = Math.exp(common - logGamma(j + 1.5)) * incompleteBeta(x, j + 1, df / 2, rest);
    return even + (shift / Math.SQRT2) * odd;
  };
  // The weights peak at half the squared shift: outwards from there until nothing is added.
  let sum = 0;
  for (let j = middle; j >= 0; j -= 1) sum += term(j);
  for (let j = middle + 1; j < middle + 2000; j += 1) {
    const next = term(j);
    sum += next;
    if (Math.abs(next) < 1e-17) break;
  }
  return Math.min(1, Math.max(0, normalCdf(-shift) + sum / 2));
}
