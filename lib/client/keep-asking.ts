import { RequestError } from './request-error.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** How long to wait before a question is asked once more; `failures` so far, from 1. */
export const patience = (failures: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);

/** Asked again, the same question may be answered: the lab was away, or had trouble of its own. */
export function mayPass(reason: unknown): boolean {
  if (reason instanceof RequestError) return reason.status === null || reason.status >= 500;
  // A part of the page that could not be fetched.
  return reason instanceof Error && reason.name === 'ChunkLoadError';
}

interface Options {
  /** Each time that the lab did not answer and will be asked again. */
  onTrouble?: (reason: unknown) => void;
  signal?: AbortSignal;
}

/**
 * Asks until the lab answers: it may be away for a while, and a page that waits for it goes on by itself. Throws what the lab refuses for
 * good, and the last trouble once `signal` is aborted.
 */
export async function keepAsking<T>(ask: () => Promise<T>, { onTrouble, signal }: Options = {}): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask();
    } catch (reason) {
      if (signal?.aborted || !mayPass(reason)) throw reason;
      onTrouble?.(reason);
      await new Promise((resolve) => setTimeout(resolve, patience(failures)));
      if (signal?.aborted) throw reason;
    }
  }
}
