/**
 * A root of `f` between `low` and `high`, where f has opposite signs (Chandrupatla 1997, inverse quadratic interpolation with
 * bisection as its safety net). Exact to a few units in the last place; an end at which f is 0 is returned as it is.
 * Throws when both ends have the same sign.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [high, low];
  let [fa, fb] = [f(a), f(b)];
  if (fb === 0) return b;
  if (fa === 0) return a;
  if (Math.sign(fa) === Math.sign(fb)) throw new RangeError('findRoot: no sign change between the ends');
  let step = 0.5;
  for (let round = 0; round < 200; round += 1) {
    const x = a + step * (b - a);
    const fx = f(x);
    const sameSide = Math.sign(fx) === Math.sign(fa);
    const [c, fc] = sameSide ? [a, fa] : [b, fb];
    if (!sameSide) [b, fb] = [a, fa];
    [a, fa] = [x, fx];
    const [best, fBest] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
    const width = Math.abs(b - a);
    const limit = (4 * Number.EPSILON * Math.abs(best) + Number.MIN_VALUE) / width;
    if (fBest === 0 || limit > 0.5) return best;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const smooth = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const guess = smooth
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
    step = Math.min(1 - limit, Math.max(limit, guess));
  }
  return a;
}
