import * as texts from '#lib/stats/analysis/figure-texts.ts';
import { hasNoWidth, NO_WIDTH } from '#lib/stats/analysis/words.ts';
import type { Interval } from '#lib/stats/interval.ts';

/** Figures as the report writes them: as everywhere, but a unit never begins a line. */
const NOTHING = 'no data';

const tight =
  (write: (value: number | null) => string) =>
  (value: number | null): string =>
    write(value).replace(/ (?=%|points?)/, '\u00a0');

export const percentText = tight(texts.percentText);
export const pointsText = tight(texts.pointsText);
export const rateText = tight(texts.rateText);
export const logRatioText = tight(texts.logRatioText);

/** "−36 to −19 %"; its level stands in the head of the column. */
export const rangeText = (
  interval: Pick<Interval, 'low' | 'high'> | null,
  write: (value: number | null) => string,
): string => {
  if (!interval) return 'none';
  if (hasNoWidth(interval)) return NO_WIDTH;
  return `${write(interval.low).replace(/\u00a0(%|points?)$/, '')} to ${write(interval.high)}`;
};

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
