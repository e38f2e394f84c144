import { sumOf } from './mean-interval.ts';
import { normalCdf } from './normal-distribution.ts';

export interface WilcoxonTest {
  /** Differences that are not zero. */
  n: number;
  zeros: number;
  /** Sums of the ranks of positive and of negative differences. */
  positive: number;
  negative: number;
  /** Two-sided. */
  p: number;
  method: 'exact' | 'normal';
}

/** Up to here every sign pattern is counted, ties included. */
export const EXACT_WILCOXON_PAIRS = 50;

/** Twice the midranks of the sizes, so that ties stay whole numbers. */
function doubledRanks(sizes: readonly number[]): number[] {
  const sorted = sizes.toSorted((a, b) => a - b);
  const places = new Map<number, { first: number; last: number }>();
  for (const [index, size] of sorted.entries()) {
    places.set(size, { first: places.get(size)?.first ?? index + 1, last: index + 1 });
  }
  return sizes.map((size) => {
    const { first, last } = places.get(size) ?? { first: 0, last: 0 };
    return first + last;
  });
}

/** Differences that are equal, or nil, but for the rounding of what they were computed from are made so: ranks must not hang on it. */
function withoutDust(differences: readonly number[]): number[] {
  const grain = 1e-12 * Math.max(0, ...differences.map(Math.abs));
  return grain > 0
    ? differences.map((difference) => Math.round(difference / grain) * grain)
    : [...differences];
}

/** P(W ≤ bound) when each rank is counted with probability ½: the exact conditional distribution, by convolution. */
function exactTail(ranks: readonly number[], bound: number): number {
  let shares = [1];
  for (const rank of ranks) {
    const next = Array.from({ length: shares.length + rank }, () => 0);
    for (const [sum, share] of shares.entries()) {
      next[sum] = (next[sum] ?? 0) + share / 2;
      next[sum + rank] = (next[sum + rank] ?? 0) + share / 2;
    }
    shares = next;
  }
  return sumOf(shares.slice(0, bound + 1));
}

/**
 * Wilcoxon's signed-rank test, two-sided. Zeros: `pratt` (Pratt 1959, the default) ranks them with the rest and then leaves them out,
 * `wilcoxon` drops them first. Ties get midranks. Exact (conditional on ties and zeros) up to 50 differences that are not zero,
 * else the normal approximation with the variance Σ rank² / 4, which holds the tie correction (Lehmann 1975), without continuity
 * correction. Nothing but zeros: p = 1.
 */
export function wilcoxonSignedRank(
  differences: readonly number[],
  zeroRule: 'pratt' | 'wilcoxon' = 'pratt',
): WilcoxonTest {
  const values = withoutDust(differences);
  const nonZero = values.filter((difference) => difference !== 0);
  const ranked = zeroRule === 'pratt' ? values : nonZero;
  const signed = doubledRanks(ranked.map(Math.abs))
    .map((rank, index) => ({ rank, difference: ranked[index] ?? 0 }))
    .filter(({ difference }) => difference !== 0);
  const ranks = signed.map(({ rank }) => rank);
  const positive = sumOf(signed.filter(({ difference }) => difference > 0).map(({ rank }) => rank));
  const negative = sumOf(ranks) - positive;
  const n = nonZero.length;
  const smaller = Math.min(positive, negative);
  const exact = n <= EXACT_WILCOXON_PAIRS;
  const tail = () => {
    if (exact) return exactTail(ranks, smaller);
    const variance = sumOf(ranks.map((rank) => rank ** 2)) / 4;
    return normalCdf((smaller - sumOf(ranks) / 2) / Math.sqrt(variance));
  };
  return {
    n,
    zeros: values.length - n,
    positive: positive / 2,
    negative: negative / 2,
    p: n === 0 ? 1 : Math.min(1, 2 * tail()),
    method: exact ? 'exact' : 'normal',
  };
}
