/**
 * Unbiased estimate of pass^k of one scenario, the chance that k fresh attempts all succeed: C(c, k) / C(n, k) for c successes in n
 * (Yao et al. 2024, τ-bench, 2406.12045). Plugging the rate into p^k would be biased upwards. Null when n < k.
 */
export function passHatK(successes: number, attempts: number, k: number): number | null {
  if (attempts < k) return null;
  let value = 1;
  for (let drawn = 0; drawn < k; drawn += 1) {
    value *= Math.max(0, successes - drawn) / (attempts - drawn);
  }
  return value;
}
