import type { TranscriptRow } from './prepare-transcript.ts';

/**
 * Whether two rows say the same, so that one need not be drawn again. One level deep is enough: calls, inferences and
 * errors are parts of the view, which keeps what did not change.
 */
export function sameRow(a: TranscriptRow, b: TranscriptRow): boolean {
  if (a === b) return true;
  const other = new Map<string, unknown>(Object.entries(b));
  const entries = Object.entries(a);
  return entries.length === other.size && entries.every(([name, value]) => Object.is(other.get(name), value));
}

/** The rows in portions of equal size. All but the last stay the same while rows are added. */
export function portions<T>(rows: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
