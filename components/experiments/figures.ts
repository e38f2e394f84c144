import { pValueText, withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { figure, hasNoWidth, NO_WIDTH } from '#lib/stats/analysis/words.ts';
import type { Interval } from '#lib/stats/interval.ts';

/** "(95 %: −36 % to −19 %)"; `write` writes one end. */
export function intervalText(interval: Interval | null, write: (end: number) => string): string {
  if (!interval) return '(no interval)';
  if (hasNoWidth(interval)) return `(${NO_WIDTH})`;
  return `(${figure(interval.level * 100)} %: ${withMinus(write(interval.low))} to ${withMinus(write(interval.high))})`;
}

/** "p = .012", "p < .001" */
export const pText = (p: number): string =>
  pValueText(p).startsWith('<') ? `p ${pValueText(p)}` : `p = ${pValueText(p)}`;
