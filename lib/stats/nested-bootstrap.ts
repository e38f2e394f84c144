import { seededRandom } from '#lib/utils/seeded-random.ts';
import type { Interval } from './interval.ts';
import { meanInterval, meanOf, type MeanEstimate } from './mean-interval.ts';

export interface NestedBootstrap {
  /** Mean over groups of the groups' means; null without groups. */
  estimate: number | null;
  /** Percentile interval; null for fewer than two groups. */
  percentile: Interval | null;
  /** The t interval on group means: the default, since the percentile interval under-covers with few groups. */
  t: MeanEstimate;
  resamples: number;
}

/** The q quantile of sorted values, linear between order statistics (Hyndman and Fan 1996, type 7). */
export function quantileOf(sorted: ArrayLike<number>, q: number): number {
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const [low, high] = [
    sorted[below] ?? Number.NaN,
    sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN,
  ];
  return low + (place - below) * (high - low);
}

/** Draws groups with replacement and hands each drawn group to `draw`; the mean of what it returns. */
function resampledMean(
  groups: readonly (readonly number[])[],
  random: () => number,
  draw: (group: readonly number[]) => number,
): number {
  let sum = 0;
  for (let index = 0; index < groups.length; index += 1) {
    sum += draw(groups[Math.floor(random() * groups.length)] ?? []);
  }
  return sum / groups.length;
}

/**
 * Two-level bootstrap (Davison and Hinkley 1997, § 3.8): draws groups (scenarios) with replacement, then values (paired runs) within
 * each drawn group. Seeded. Empty groups are left out. Never resamples runs across scenarios: that would take them as independent.
 */
export function nestedBootstrap(
  groups: readonly (readonly number[])[],
  options: { seed?: string; resamples?: number; level?: number } = {},
): NestedBootstrap {
  const { seed = 'bootstrap', resamples = 10_000, level = 0.95 } = options;
  const filled = groups.filter((group) => group.length > 0);
  const t = meanInterval(filled.map(meanOf), level);
  if (filled.length < 2) return { estimate: t.mean, percentile: null, t, resamples: 0 };
  const random = seededRandom(seed);
  const within = (group: readonly number[]) => {
    if (group.length === 1) return group[0] ?? 0;
    let sum = 0;
    for (let index = 0; index < group.length; index += 1) {
      sum += group[Math.floor(random() * group.length)] ?? 0;
    }
    return sum / group.length;
  };
  const means = new Float64Array(resamples);
  for (let index = 0; index < resamples; index += 1) means[index] = resampledMean(filled, random, within);
  const sorted = means.toSorted();
  const tail = (1 - level) / 2;
  const percentile = { low: quantileOf(sorted, tail), high: quantileOf(sorted, 1 - tail), level };
  return { estimate: t.mean, percentile, t, resamples };
}
