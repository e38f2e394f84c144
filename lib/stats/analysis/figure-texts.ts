import { figure, points, sharePercent, signedPercent } from './words.ts';

/** Figures as pages and reports write them. */

const NOTHING = 'no data';
const GROUPED = new Intl.NumberFormat('en-US');

/** A hyphen before a figure becomes a minus sign; ids and dates keep theirs. */
export const withMinus = (text: string): string => text.replaceAll(/(?<![\w-])-(?=\d)/g, '−');

const orNothing =
  (write: (value: number) => string) =>
  (value: number | null): string =>
    value === null ? NOTHING : withMinus(write(value));

export const percentText = orNothing(signedPercent);
export const pointsText = orNothing(points);
export const rateText = orNothing(sharePercent);
export const amountText = orNothing((value) =>
  Math.abs(value) < 1000 ? figure(value) : GROUPED.format(Math.round(value)),
);
export const logRatioText = (logRatio: number | null): string =>
  percentText(logRatio === null ? null : Math.expm1(logRatio) * 100);

/** US dollars with as many digits as a small sum needs. */
export function dollarText(cost: number | null): string {
  if (cost === null) return 'unknown';
  if (cost === 0) return '$0';
  return cost >= 1 ? `$${cost.toFixed(2)}` : `$${Number(cost.toPrecision(2))}`;
}

/** p to two digits, never 0: ".012", "< .001". */
export const pValueText = orNothing((p) => (p < 0.0005 ? '< .001' : p.toPrecision(2).replace(/^0/, '')));
