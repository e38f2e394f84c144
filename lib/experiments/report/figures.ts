import { figure, points, sharePercent, signedPercent } from '#lib/stats/analysis/words.ts';
import type { Interval } from '#lib/stats/interval.ts';

/** Figures as the report writes them. */
const NOTHING = 'no data';

/** A hyphen before a figure becomes a minus sign; ids and dates keep theirs. */
export const withMinus = (text: string): string => text.replaceAll(/(?<![\w-])-(?=\d)/g, '−');

const orNothing =
  (write: (value: number) => string) =>
  (value: number | null): string =>
    value === null ? NOTHING : withMinus(write(value)).replace(/ (?=%|points?)/, '\u00a0');

export const percentText = orNothing(signedPercent);
export const pointsText = orNothing(points);
export const rateText = orNothing(sharePercent);
/** In groups of three from 1000 on, in no country's way but with thin spaces. */
export const amountText = orNothing((value) =>
  Math.abs(value) < 1000 ? figure(value) : String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f'),
);
export const dollarText = (cost: number | null): string =>
  cost === null ? 'unknown' : cost >= 1 ? `$${cost.toFixed(2)}` : `$${Number(cost.toPrecision(2))}`;
export const logRatioText = (value: number | null): string =>
  percentText(value === null ? null : Math.expm1(value) * 100);
export const pText = (p: number | null): string =>
  p === null ? NOTHING : p < 0.0005 ? '< .001' : p.toPrecision(2).replace(/^0/, '');

/** "−36 to −19 %"; its level stands in the head of the column. */
export const rangeText = (
  interval: Pick<Interval, 'low' | 'high'> | null,
  write: (value: number | null) => string,
): string =>
  interval ? `${write(interval.low).replace(/\u00a0(%|points?)$/, '')} to ${write(interval.high)}` : 'none';

/** "−28 % (−36 to −19 %)" */
export const estimateText = (
  value: number | null,
  interval: Interval | null,
  write: (value: number | null) => string,
): string =>
  value === null
    ? NOTHING
    : `${write(value)} ${interval ? `(${rangeText(interval, write)})` : '(no interval)'}`;

/** To the minute, in UTC. */
export const timeText = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
