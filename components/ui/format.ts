/** How numbers and times are written everywhere. Fixed to English, so that server and browser write the same. */
const NUMBER = new Intl.NumberFormat('en');
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** 3412 → "3,412". */
export const formatNumber = (value: number): string => NUMBER.format(value);

/** A share 0…1 → "34%". */
export const formatPercent = (share: number): string => PERCENT.format(share);

/** "1 call", "11 calls". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** Milliseconds → "12 ms", "4.2 s", "1 min 05 s", "2 h 10 min". */
export function formatDuration(ms: number): string {
  if (ms < 1) return '< 1 ms';
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const pad = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} min`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 min. ago" as seen from `now`; both in ms since the epoch. */
export function formatRelative(then: number, now: number): string {
  const gap = then - now;
  for (const [unit, size] of UNITS) {
    if (Math.abs(gap) >= size) return RELATIVE.format(Math.round(gap / size), unit);
  }
  return 'just now';
}

/** "2026-03-26 14:05:09 UTC". */
export function formatInstant(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
