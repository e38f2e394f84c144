import type { Interval } from './interval.ts';
import { tableSize, type PairedTable } from './paired-table.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** Correlation of the two outcomes, shrunk by n/2 where it is positive; 0 when a margin is empty. */
function correlation({ both: a, onlyFirst: b, onlySecond: c, neither: d }: PairedTable): number {
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  if (margins === 0) return 0;
  const raw = a * d - b * c;
  const corrected = raw > 0 ? Math.max(raw - (a + b + c + d) / 2, 0) : raw;
  return corrected / Math.sqrt(margins);
}

/**
 * Difference of paired proportions, first − second, by squaring and adding Wilson intervals with a correlation term (Newcombe 1998,
 * method 10). No pairs: −1 to 1. Takes pairs as independent.
 */
export function newcombeInterval(table: PairedTable, level: number = 0.95): Interval {
  const n = tableSize(table);
  if (n === 0) return { low: -1, high: 1, level };
  const [x1, x2] = [table.both + table.onlyFirst, table.both + table.onlySecond];
  const [p1, p2] = [x1 / n, x2 / n];
  const [first, second] = [wilsonInterval(x1, n, level), wilsonInterval(x2, n, level)];
  const phi = correlation(table);
  const reach = (u: number, v: number) => Math.sqrt(Math.max(0, u * u - 2 * phi * u * v + v * v));
  return {
    low: p1 - p2 - reach(p1 - first.low, second.high - p2),
    high: p1 - p2 + reach(first.high - p1, p2 - second.low),
    level,
  };
}
