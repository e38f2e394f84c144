'use client';

import { openStream, type SourceLike } from './open-stream.ts';
import { shareStream, type Channel, type ChannelMessage, type Elect } from './share-stream.ts';
import type { StreamListener, StreamMessage } from './stream-message.ts';

const NAME = 'auto-learn-lab:events';
/** Pages come and go while one walks through the lab; the connection outlives the gap between two of them. */
const LINGER_MS = 3000;

const listeners = new Set<StreamListener>();
let stop: (() => void) | null = null;
let lingering: ReturnType<typeof setTimeout> | undefined;
let connection: StreamMessage = { kind: 'connection', connected: false, position: null };

/** Hears everything that happens in the lab from now on, beginning with the state of the connection. */
export function subscribeToEvents(listener: StreamListener): () => void {
  clearTimeout(lingering);
  listeners.add(listener);
  stop ??= start();
  listener(connection);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(lingering);
    lingering = setTimeout(() => {
      stop?.();
      stop = null;
      connection = { kind: 'connection', connected: false, position: null };
    }, LINGER_MS);
  };
}

function start(): () => void {
  const listener: StreamListener = (message) => {
    if (message.kind === 'connection') connection = message;
    for (const each of listeners) each(message);
  };
  // Web Locks exist on https and localhost only; elsewhere every tab has a connection of its own.
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return open(null, listener);
  return shareStream({ channel: browserChannel(), elect, open, listener });
}

function open(after: number | null, listener: StreamListener): () => void {
  return openStream({ after, listener, createSource, wait });
}

function createSource(url: string): SourceLike {
  const source = new EventSource(url);
  return {
    get readyState() {
      return source.readyState;
    },
    addEventListener: (type, listener) =>
      source.addEventListener(type, (event) => {
        const data: unknown = 'data' in event ? event.data : undefined;
        listener(typeof data === 'string' ? { data } : {});
      }),
    close: () => source.close(),
  };
}

function wait(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

function browserChannel(): Channel {
  const channel = new BroadcastChannel(NAME);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target origin
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      channel.addEventListener('message', ({ data }: MessageEvent<ChannelMessage>) => listener(data));
      return () => channel.close();
    },
  };
}

const elect: Elect = (onElected) => {
  const abort = new AbortController();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks
    .request(NAME, { signal: abort.signal }, () => {
      if (abort.signal.aborted) return undefined;
      onElected();
      return held;
    })
    // Given up before it was our turn.
    .catch(() => undefined);
  return () => {
    abort.abort();
    release();
  };
};
