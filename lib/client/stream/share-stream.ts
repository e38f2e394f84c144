import type { StreamListener, StreamMessage } from './stream-message.ts';

/** Lets pages of one browser talk to each other (BroadcastChannel). */
export interface Channel {
  post: (message: ChannelMessage) => void;
  listen: (listener: (message: ChannelMessage) => void) => () => void;
}
export type ChannelMessage = { kind: 'stream'; message: StreamMessage } | { kind: 'who' };

/** Calls back once this page, of all pages of the browser, holds the lock; keeps it until released (Web Locks). */
export type Elect = (onElected: () => void) => () => void;

interface Options {
  channel: Channel;
  elect: Elect;
  /** Opens the one connection and tells the listener what it says. */
  open: (after: number | null, listener: StreamListener) => () => void;
  listener: StreamListener;
}

/**
 * One connection per browser, however many tabs: HTTP/1.1 allows six, and a seventh tab would hang. The tab that
 * holds the lock reads and tells the others; when it goes, the next one reads on from the last position it heard.
 */
export function shareStream({ channel, elect, open, listener }: Options): () => void {
  let position: number | null = null;
  let connected = false;
  let leads = false;
  let close = () => {};

  const hear = (message: StreamMessage) => {
    if (message.kind === 'run') position = message.position;
    if (message.kind === 'connection') {
      connected = message.connected;
      position = message.position ?? position;
    }
    listener(message);
  };

  const unlisten = channel.listen((incoming) => {
    if (incoming.kind === 'stream') {
      if (!leads) hear(incoming.message);
    } else if (leads) {
      channel.post({ kind: 'stream', message: { kind: 'connection', connected, position } });
    }
  });
  const resign = elect(() => {
    leads = true;
    close = open(position, (message) => {
      hear(message);
      channel.post({ kind: 'stream', message });
    });
  });
  channel.post({ kind: 'who' });

  return () => {
    unlisten();
    close();
    resign();
  };
}
