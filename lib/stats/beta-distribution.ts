import { findRoot } from './find-root.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** P(X ≤ x) of the beta distribution with shapes a, b > 0. */
export const betaCdf = (x: number, a: number, b: number): number => incompleteBeta(x, a, b);

/** The x with P(X ≤ x) = p, 0 ≤ p ≤ 1; NaN outside. Root of the distribution function. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  // Near 1 the doubles are coarse: the mirrored problem has the fine end.
  if (incompleteBeta(0.5, a, b) < p)
    return 1 - findRoot((rest) => 1 - incompleteBeta(rest, b, a) - p, 0, 0.5);
  return findRoot((x) => incompleteBeta(x, a, b) - p, 0, 0.5);
}
