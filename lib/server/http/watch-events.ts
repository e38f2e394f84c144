import type { StoredEvent } from '#lib/protocol/ports.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';

export type StreamItem =
  | { kind: 'hello'; position: number }
  | { kind: 'event'; stored: StoredEvent }
  | { kind: 'delta'; delta: RunDelta }
  | { kind: 'ping' };

/** What the watcher needs of the store and of this process. */
export interface WatchSources {
  head(): Promise<number>;
  since(position: number, limit: number): Promise<StoredEvent[]>;
  subscribeEvents(wake: () => void): () => void;
  subscribeDeltas(listener: (delta: RunDelta) => void): () => void;
}

const PAGE = 200;

/**
 * Everything that happens after `after` (null: from now on), for ever, until the signal aborts. Facts come from the
 * store in its order, so a reader that resumes at a position misses and repeats nothing; deltas come as they are made.
 */
export async function* watchEvents(
  sources: WatchSources,
  options: { after: number | null; signal: AbortSignal; pingMs: number },
): AsyncGenerator<StreamItem> {
  const { signal } = options;
  const deltas: RunDelta[] = [];
  let wake = () => {};
  let stale = true;
  const poke = () => wake();
  const unsubscribe = [
    sources.subscribeEvents(() => {
      stale = true;
      poke();
    }),
    sources.subscribeDeltas((delta) => {
      deltas.push(delta);
      poke();
    }),
  ];
  signal.addEventListener('abort', poke);
  try {
    const head = await sources.head();
    // A reader that is ahead of the store knew an earlier one (the data folder was deleted).
    let position = Math.min(options.after ?? head, head);
    yield { kind: 'hello', position };
    while (!signal.aborted) {
      // Deltas first: the fact that completes them must not be overtaken by its own preview.
      for (const delta of deltas.splice(0)) yield { kind: 'delta', delta };
      if (stale) {
        stale = false;
        const page = await sources.since(position, PAGE);
        for (const stored of page) {
          yield { kind: 'event', stored };
          position = stored.position;
        }
        if (page.length === PAGE) stale = true;
        continue;
      }
      if (deltas.length > 0) continue;
      const idle = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), options.pingMs);
        wake = () => {
          clearTimeout(timer);
          resolve(false);
        };
      });
      wake = () => {};
      if (idle) yield { kind: 'ping' };
    }
  } finally {
    signal.removeEventListener('abort', poke);
    for (const stop of unsubscribe) stop();
  }
}
