import { runCancelled } from '#lib/protocol/run-cancelled.ts';

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw runCancelled();
}

/** For work that cannot be aborted: a cancelled run does not wait for its end, which may be a time limit away. */
export async function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const finished = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(runCancelled());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: finished.signal });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    finished.abort();
  }
}
