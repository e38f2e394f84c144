import { incompleteBeta } from './incomplete-beta.ts';
import { logChoose } from './log-gamma.ts';

/** P(X = k) of n trials with success rate p. 0 outside 0…n. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
}

/** P(X ≤ k), from the incomplete beta function (DLMF 8.17.5). n = 0 gives 1. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  const whole = Math.floor(k);
  return incompleteBeta(1 - p, n - whole, whole + 1, p);
}
