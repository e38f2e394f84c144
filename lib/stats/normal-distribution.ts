import { incompleteGamma } from './incomplete-gamma.ts';

/** P(Z ≤ z) of the standard normal distribution, with full relative accuracy in the lower tail (DLMF 7.11.2). */
export function normalCdf(z: number): number {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z <= 0 ? upper / 2 : (1 + lower) / 2;
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/**
 * The z with P(Z ≤ z) = p; ∓Infinity at 0 and 1, NaN outside. Starting value from Abramowitz and Stegun 26.2.23, refined by
 * Halley steps on the exact distribution function.
 */
export function normalQuantile(p: number): number {
  if (Number.isNaN(p) || p < 0 || p > 1) return Number.NaN;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let round = 0; round < 3; round += 1) {
    const newton = (normalCdf(z) - p) / density(z);
    z -= newton / (1 + (z * newton) / 2);
  }
  return z;
}
