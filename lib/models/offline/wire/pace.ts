import type { Piece } from './speak.ts';

/** Before the first word, as if thinking. */
const THINKING_MS = 500;
const MS_PER_TOKEN = 1000 / 60;
/** Shorter waits are gathered: a timer cannot keep them apart anyway. */
const SHORTEST_WAIT_MS = 10;

export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Milliseconds to wait before each piece, so that a person can read along. */
export function waitsFor(pieces: readonly Piece[]): number[] {
  let owed = THINKING_MS;
  return pieces.map(({ tokens }) => {
    const wait = owed >= SHORTEST_WAIT_MS ? Math.round(owed) : 0;
    owed = owed - wait + tokens * MS_PER_TOKEN;
    return wait;
  });
}

/** Resolves after `ms`, or at once when the reader has gone. */
export const realSleep: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
