import { findRoot } from './find-root.ts';
import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-distribution.ts';
import { tableSize, type PairedTable } from './paired-table.ts';

type Discordant = Pick<PairedTable, 'onlyFirst' | 'onlySecond'>;

/** The score statistic of "the difference is delta" over `n` pairs: its nuisance rate is estimated under that hypothesis. */
export function tangoScore({ onlyFirst: b, onlySecond: c }: Discordant, n: number, delta: number): number {
  const linear = -b - c + (2 * n - b + c) * delta;
  const constant = -c * delta * (1 - delta);
  const rate = (Math.sqrt(Math.max(0, linear ** 2 - 8 * n * constant)) - linear) / (4 * n);
  const variance = n * (2 * rate + delta * (1 - delta));
  const distance = b - c - n * delta;
  // At the estimate itself the variance may be nil as well.
  if (distance === 0) return 0;
  return variance > 0 ? distance / Math.sqrt(variance) : Math.sign(distance) * Infinity;
}

/**
 * Score interval of the difference of paired proportions, first − second (Tango 1998). Keeps its width where nothing differs:
 * no discordant pair among n gives ± z² / (n + z²). No pairs: −1 to 1. Takes pairs as independent.
 */
export function tangoInterval(table: PairedTable, level: number = 0.95): Interval {
  const n = tableSize(table);
  if (n === 0) return { low: -1, high: 1, level };
  const z = -normalQuantile((1 - level) / 2);
  const estimate = (table.onlyFirst - table.onlySecond) / n;
  return {
    low: estimate === -1 ? -1 : findRoot((delta) => tangoScore(table, n, delta) - z, -1, estimate),
    high: estimate === 1 ? 1 : findRoot((delta) => tangoScore(table, n, delta) + z, estimate, 1),
    level,
  };
}
