/**
 * Milliseconds to wait before the next try: doubles from `baseMs` up to `maxMs`, of which a random quarter is taken
 * off, so that many clients that failed together do not come back together.
 * `failures` is 1 after the first failed try.
 */
export function backoffMs(
  failures: number,
  limits: { baseMs: number; maxMs: number },
  random: () => number,
): number {
  const full = Math.min(limits.maxMs, limits.baseMs * 2 ** (failures - 1));
  return Math.round(full * (1 - random() / 4));
}
