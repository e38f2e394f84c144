import { withMinus } from '#lib/stats/analysis/figure-texts.ts';
import { formatNumber } from '#components/ui/format.ts';

/** Means with one decimal below a hundred, whole above: "8", "9.3", "12,345". */
export function amount(value: number): string {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return withMinus(formatNumber(Number(value.toFixed(digits))));
}
