import { formatNumber } from '#components/ui/format.ts';
import { capital, figure, points, sharePercent, signedPercent } from '#lib/stats/analysis/words.ts';
import type { Interval } from '#lib/stats/interval.ts';

/** Figures as the pages write them; null where there is nothing to write. */

/** A hyphen before a figure becomes a minus sign; ids and dates keep theirs. */
export const withMinus = (text: string): string => text.replaceAll(/(?<![\w-])-(?=\d)/g, '−');

export const percentText = (percent: number | null): string =>
  percent === null ? 'no data' : withMinus(signedPercent(percent));
export const pointsText = (rate: number | null): string =>
  rate === null ? 'no data' : withMinus(points(rate));
export const rateText = (rate: number | null): string => (rate === null ? 'no data' : sharePercent(rate));
export const amountText = (value: number | null): string =>
  value === null
    ? 'no data'
    : withMinus(Math.abs(value) < 1000 ? figure(value) : formatNumber(Math.round(value)));

/** "(95 %: −36 % to −19 %)"; `write` writes one end. */
export function intervalText(interval: Interval | null, write: (end: number) => string): string {
  if (!interval) return '(no interval)';
  return `(${figure(interval.level * 100)} %: ${withMinus(write(interval.low))} to ${withMinus(write(interval.high))})`;
}
export const logRatioText = (logRatio: number | null): string =>
  percentText(logRatio === null ? null : Math.expm1(logRatio) * 100);

/** US dollars with as many digits as a small sum needs. */
export function dollarText(cost: number | null): string {
  if (cost === null) return 'unknown';
  if (cost === 0) return '$0';
  return cost >= 1 ? `$${cost.toFixed(2)}` : `$${Number(cost.toPrecision(2))}`;
}

/** p to two digits, never 0. */
export const pText = (p: number): string =>
  p < 0.0005 ? 'p < .001' : `p = ${p.toPrecision(2).replace(/^0/, '')}`;

export { capital };
