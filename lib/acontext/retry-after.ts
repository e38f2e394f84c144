/** How long a server asked to be left alone, by the failure that its answer became. */
const asked = new WeakMap<object, number>();
/** Nobody is waited for longer than this on a server's word. */
const MAX_MS = 10 * 60_000;

/** Milliseconds of a Retry-After header (seconds, or a date); null for none or nonsense. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MAX_MS) : null;
}

/** Remembers with a failure what its answer asked for, and returns the failure. */
export function withRetryAfter(error: unknown, header: string | null): unknown {
  const ms = parseRetryAfter(header, Date.now());
  if (ms !== null && typeof error === 'object' && error !== null) asked.set(error, ms);
  return error;
}

/** What the server asked for when it failed; 0 when it did not ask. */
export function retryAfterMs(error: unknown): number {
  return typeof error === 'object' && error !== null ? (asked.get(error) ?? 0) : 0;
}
