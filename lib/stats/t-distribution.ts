import { findRoot } from './find-root.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { normalCdf, normalQuantile } from './normal-distribution.ts';

/** P(T ≤ t) of Student's distribution with `df` > 0 degrees of freedom; df = Infinity is the normal (DLMF 8.17.E9; A&S 26.7.1). */
export function tCdf(t: number, df: number): number {
  if (df === Infinity) return normalCdf(t);
  const square = t * t;
  if (square === Infinity) return t < 0 ? 0 : 1;
  const tail = 0.5 * incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square));
  return t <= 0 ? tail : 1 - tail;
}

/** The t with P(T ≤ t) = p; ∓Infinity at 0 and 1, NaN outside or for df ≤ 0. */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  if (p > 0.5) return -tQuantile(1 - p, df);
  if (p === 0) return -Infinity;
  if (df === Infinity) return normalQuantile(p);
  let low = normalQuantile(p) - 1;
  while (tCdf(low, df) > p) low *= 2;
  return findRoot((t) => tCdf(t, df) - p, low, 0);
}
