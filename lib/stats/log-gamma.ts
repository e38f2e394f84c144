const HALF_LOG_TWO_PI = 0.9189385332046728;
/** B(2k) / (2k (2k − 1)) for k = 1…8. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400];
/** From here eight terms of the series are exact to a double. */
const LARGE = 15;

/** What Stirling's formula lacks: log Γ(x) − ((x − ½) log x − x + ½ log 2π), for x ≥ 15 (DLMF 5.11.1). */
function stirlingRest(x: number): number {
  const square = x * x;
  return STIRLING.reduceRight((sum, term) => sum / square + term, 0) / x;
}

/** log Γ(x) for x > 0 (Stirling's series after shifting x upwards, DLMF 5.5.1 and 5.11.1). Infinity at 0, NaN below. */
export function logGamma(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0 || x === Infinity) return Infinity;
  // Γ is exactly 1 there, and differences of large logarithms would leave dust.
  if (x === 1 || x === 2) return 0;
  let shifted = x;
  let product = 1;
  while (shifted < LARGE) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    HALF_LOG_TWO_PI +
    stirlingRest(shifted) -
    Math.log(product)
  );
}

/** log B(a, b) for a, b > 0; without cancellation where one is large (DLMF 5.12.1, 5.11.1). */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  const sum = small + large;
  if (large < LARGE) return logGamma(small) + logGamma(large) - logGamma(sum);
  if (small < LARGE)
    return (
      logGamma(small) +
      (large - 0.5) * Math.log1p(-small / sum) -
      small * (Math.log(sum) - 1) +
      stirlingRest(large) -
      stirlingRest(sum)
    );
  return (
    (small - 0.5) * Math.log(small / sum) +
    large * Math.log1p(-small / sum) -
    0.5 * Math.log(large) +
    HALF_LOG_TWO_PI +
    stirlingRest(small) +
    stirlingRest(large) -
    stirlingRest(sum)
  );
}

/** log of the binomial coefficient C(n, k) for 0 ≤ k ≤ n; −Infinity outside. */
export function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  return k === 0 || k === n ? 0 : -Math.log(n + 1) - logBeta(n - k + 1, k + 1);
}
