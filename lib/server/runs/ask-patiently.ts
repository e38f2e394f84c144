import { setTimeout as wait } from 'node:timers/promises';
import { isPassing, retryAfterMs } from '#lib/acontext/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { backoffMs } from '#lib/utils/backoff.ts';

const WAIT = { baseMs: 1000, maxMs: 30_000 };

/**
 * Asks Acontext until there is an answer: what it has learned must not be lost because it is away for a minute. Throws what stays wrong
 * by itself at once, and the last trouble when the time is up or somebody cancels.
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  options: {
    /** From now on, for all tries together. */
    timeoutMs: number;
    signal: AbortSignal;
    onTrouble: (error: LabError, waitMs: number) => Promise<void>;
    now: () => number;
  },
): Promise<T> {
  const { now, signal, timeoutMs, onTrouble } = options;
  const deadline = now() + timeoutMs;
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LabError) || !isPassing(error) || signal.aborted) throw error;
      const waitMs = Math.max(backoffMs(failures, WAIT, Math.random), retryAfterMs(error.cause));
      if (now() + waitMs > deadline) throw error;
      await onTrouble(error, waitMs);
      await wait(waitMs, undefined, { signal }).catch(() => {});
    }
  }
}
