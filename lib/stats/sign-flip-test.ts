import { seededRandom } from '#lib/utils/seeded-random.ts';
import { sumOf } from './mean-interval.ts';

export interface SignFlipTest {
  n: number;
  /** Two-sided. Exact: share of all 2ⁿ sign patterns at least as extreme. Drawn: (1 + extreme draws) / (1 + draws). */
  p: number;
  /** The same with patterns exactly as extreme counted by half (Lancaster 1961): less conservative for few units; shown, not decided on. */
  midP: number;
  method: 'exact' | 'drawn';
  /** Sign patterns looked at. */
  patterns: number;
}

export const EXACT_SIGN_FLIP_UNITS = 12;

/** Sums over all sign patterns; the first sign stays, since the statistic is two-sided. */
function allSums(values: readonly number[]): Float64Array {
  const [first = 0, ...rest] = values;
  const sums = new Float64Array(2 ** rest.length);
  sums[0] = first;
  for (const [index, value] of rest.entries()) {
    const filled = 2 ** index;
    for (let place = 0; place < filled; place += 1) {
      const sum = sums[place] ?? 0;
      sums[place] = sum + value;
      sums[place + filled] = sum - value;
    }
  }
  return sums;
}

function drawnSums(values: readonly number[], draws: number, random: () => number): Float64Array {
  const sums = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    let sum = 0;
    for (const value of values) sum += random() < 0.5 ? value : -value;
    sums[draw] = sum;
  }
  return sums;
}

/**
 * Permutation test of "the differences are symmetric about 0" by flipping signs (Fisher 1935, § 21), statistic |mean|. Exact up to
 * 12 units, else `draws` seeded patterns with the convention of Phipson and Smyth (2010), so that p is never 0. Zeros stay in and
 * only make ties; no units, or all zero: p = 1. Smallest possible p for n units: 2 / 2ⁿ, so 5 units never reach .05.
 */
export function signFlipTest(
  values: readonly number[],
  options: { seed?: string; draws?: number } = {},
): SignFlipTest {
  const { seed = 'sign-flip', draws = 10_000 } = options;
  const n = values.length;
  const exact = n <= EXACT_SIGN_FLIP_UNITS;
  const sums = exact ? allSums(values) : drawnSums(values, draws, seededRandom(seed));
  const observed = Math.abs(sumOf(values));
  // Sums that differ by rounding alone are ties.
  const slack = 1e-12 * sumOf(values.map(Math.abs));
  let beyond = 0;
  let ties = 0;
  for (const sum of sums) {
    const excess = Math.abs(sum) - observed;
    if (Math.abs(excess) <= slack) ties += 1;
    else if (excess > 0) beyond += 1;
  }
  if (exact) {
    const patterns = sums.length;
    return {
      n,
      p: (beyond + ties) / patterns,
      midP: (beyond + ties / 2) / patterns,
      method: 'exact',
      patterns: n === 0 ? 1 : 2 ** n,
    };
  }
  return {
    n,
    p: (1 + beyond + ties) / (1 + draws),
    midP: (0.5 + beyond + ties / 2) / (1 + draws),
    method: 'drawn',
    patterns: draws,
  };
}
