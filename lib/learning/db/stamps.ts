import type { Clock } from '#lib/protocol/ports.ts';

/** RFC 3339 in UTC with six decimals, e.g. `2026-04-21T10:24:48.123456Z`. */
export function stampOf(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const rest = String(micros - millis * 1000).padStart(3, '0');
  return new Date(millis).toISOString().replace('Z', `${rest}Z`);
}

export function microsOf(stamp: string): number {
  return Date.parse(`${stamp.slice(0, 23)}Z`) * 1000 + Number(stamp.slice(23, 26));
}

export const millisOf = (stamp: string): number => Math.floor(microsOf(stamp) / 1000);

/** Gives a later stamp at every call, so that order by time is order of events. */
export type Stamp = (after?: string | null) => string;

export function createStamp(clock: Clock): Stamp {
  let last = 0;
  return (after) => {
    last = Math.max(clock.now() * 1000, last + 1, after ? microsOf(after) + 1 : 0);
    return stampOf(last);
  };
}
