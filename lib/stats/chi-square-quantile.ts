import { findRoot } from './find-root.ts';
import { incompleteGamma } from './incomplete-gamma.ts';

/** The p quantile of the chi-square distribution with `df` degrees of freedom; 0 < p < 1. */
export function chiSquareQuantile(p: number, df: number): number {
  const distance = (x: number) => incompleteGamma(df / 2, x / 2).lower - p;
  let high = df + 10;
  while (distance(high) < 0) high *= 2;
  return findRoot(distance, 0, high);
}
