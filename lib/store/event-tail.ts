import type { StoredEvent } from '#lib/protocol/ports.ts';

export interface EventTail {
  /** An event that this instance has just committed. */
  push(stored: StoredEvent): void;
  /** There may be events that this instance has not seen (up to this position, if it is known). */
  wake(position: number | null): void;
  subscribe(listener: (stored: StoredEvent) => void): () => void;
  /** Nothing is read or delivered any more once this resolves. */
  close(): Promise<void>;
}

interface Options {
  /** Position of the last event before the tail began. */
  start: number;
  read: (position: number, limit: number) => Promise<StoredEvent[]>;
  onError: (error: unknown) => void;
}

const PAGE = 500;

/** Hands every event to every listener, once, in the order of positions, whichever instance wrote it. */
export function createEventTail({ start, read, onError }: Options): EventTail {
  const listeners = new Set<(stored: StoredEvent) => void>();
  let last = start;
  let reading: Promise<void> | null = null;
  let readAgain = false;
  const closing = new AbortController();

  const deliver = (stored: StoredEvent) => {
    if (stored.position <= last) return;
    last = stored.position;
    for (const listener of listeners) {
      try {
        listener(stored);
      } catch (error) {
        onError(error);
      }
    }
  };

  const readOn = async () => {
    try {
      let page: StoredEvent[];
      do {
        readAgain = false;
        page = await read(last, PAGE);
        if (!closing.signal.aborted) page.forEach(deliver);
      } while (!closing.signal.aborted && (readAgain || page.length === PAGE));
    } catch (error) {
      onError(error);
    } finally {
      reading = null;
    }
  };

  const catchUp = () => {
    if (reading) readAgain = true;
    else if (!closing.signal.aborted) reading = readOn();
  };

  return {
    push: (stored) => {
      // The very next one: nothing can lie between. Otherwise another instance was faster, or a number was left out.
      if (!reading && stored.position === last + 1) deliver(stored);
      else if (stored.position > last) catchUp();
    },
    wake: (position) => {
      if (position === null || position > last) catchUp();
    },
    subscribe: (listener) => {
      // A wrapper, so that one function subscribed twice is two subscriptions.
      const own = (stored: StoredEvent) => listener(stored);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    close: async () => {
      closing.abort();
      listeners.clear();
      await reading;
    },
  };
}
