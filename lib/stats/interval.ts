/** A confidence interval; `level` is its nominal coverage, 0…1. Both ends are finite: what has no bound is null instead. */
export interface Interval {
  low: number;
  high: number;
  level: number;
}

/** The smallest interval that holds both; null where one is missing. For a claim that must hold by either method. */
export const envelope = (one: Interval | null, other: Interval | null): Interval | null =>
  one &&
  other && { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high), level: one.level };

/** Cut to where the quantity can be at all; a t interval of rates may reach beyond. */
export const within = (interval: Interval | null, low: number, high: number): Interval | null =>
  interval && {
    low: Math.max(low, interval.low),
    high: Math.min(high, interval.high),
    level: interval.level,
  };

/** Applies an increasing function to both ends. */
export const mapInterval = (interval: Interval, f: (end: number) => number): Interval => ({
  low: f(interval.low),
  high: f(interval.high),
  level: interval.level,
});
