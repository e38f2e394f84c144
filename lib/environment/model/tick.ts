/** World time of a tick, in seconds. */
export const TICK_SECONDS = 30;

/** True time of a tick, ms since the epoch. */
export const timeOf = ({ startMs }: { startMs: number }, tick: number): number =>
  startMs + tick * TICK_SECONDS * 1000;
