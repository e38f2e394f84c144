import type { StreamListener } from './stream-message.ts';
import { whileWatched } from './while-watched.ts';

/** A stream that was closed is reopened after a second; a page says nothing about that. */
const PATIENCE_MS = 2000;

interface Options {
  subscribe: (listener: StreamListener) => () => void;
  /** Calls back later; returns how to forget it. */
  wait: (ms: number, then: () => void) => () => void;
}

interface ConnectionWatch {
  isLost: () => boolean;
  /** Listens while somebody does. */
  subscribe: (onChange: () => void) => () => void;
}

/** Whether the stream of events is down for longer than a reopening takes. */
export function watchConnection({ subscribe, wait }: Options): ConnectionWatch {
  let lost = false;
  let forget: (() => void) | null = null;

  const say = (now: boolean) => {
    forget?.();
    forget = null;
    if (now === lost) return;
    lost = now;
    watched.tell();
  };
  const start = () => {
    // What is heard while subscribing is how things stood before anything was tried.
    let isTrying = false;
    const unsubscribe = subscribe((message) => {
      if (message.kind !== 'connection') return;
      if (message.connected) say(false);
      else if (isTrying && !lost) forget ??= wait(PATIENCE_MS, () => say(true));
    });
    isTrying = true;
    return () => {
      unsubscribe();
      forget?.();
      forget = null;
      lost = false;
    };
  };

  const watched = whileWatched(start);
  return {
    isLost: () => lost,
    subscribe: watched.subscribe,
  };
}
