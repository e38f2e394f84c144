import { mapInterval, type Interval } from './interval.ts';

/** A log ratio as a change in percent: −0.223 → −20. */
export const percentChange = (logRatio: number): number => Math.expm1(logRatio) * 100;

/** The same for an interval. */
export const percentInterval = (interval: Interval): Interval => mapInterval(interval, percentChange);
