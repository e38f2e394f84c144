/** Distance to an independent value, relative or absolute, whichever is smaller. NaN when either is missing. */
export const errorOf = (actual: number | null | undefined, expected: number | null | undefined): number =>
  Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN)) / Math.max(1, Math.abs(expected ?? Number.NaN));

/** What "agrees with an independent value" means in these tests. */
export const CLOSE = 1e-9;
