import { LabError, type ErrorCode } from '#lib/protocol/lab-error.ts';

/** Troubles that pass: somebody frees the disk, or lets go of the database. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['storage_full', 'storage_locked']);
const WAIT_MS = { first: 500, longest: 10_000 };

/**
 * Writes, and while the store cannot take it waits and tries again: a run that cannot note what it did must neither go
 * on nor be lost. `onTrouble` hears of each wait; an aborted signal ends the waiting with the trouble itself.
 */
export async function untilStored<T>(
  write: () => Promise<T>,
  options: {
    sleep: (ms: number) => Promise<void>;
    signal: AbortSignal;
    onTrouble: (error: LabError, waitMs: number) => void;
  },
): Promise<T> {
  for (let wait = WAIT_MS.first; ; wait = Math.min(wait * 2, WAIT_MS.longest)) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof LabError) || !PASSING.has(error.code) || options.signal.aborted) throw error;
      options.onTrouble(error, wait);
      await options.sleep(wait);
    }
  }
}
