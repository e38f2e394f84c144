import { isDelta, isHello, isRunData, parseData, type StreamListener } from './stream-message.ts';

/** The part of EventSource that is used, so that tests can play the server. */
export interface SourceLike {
  readonly readyState: number;
  addEventListener: (type: string, listener: (event: { data?: string }) => void) => void;
  close: () => void;
}

const CLOSED = 2;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

interface Options {
  /** Position to read on from; null for "from now". */
  after: number | null;
  listener: StreamListener;
  createSource: (url: string) => SourceLike;
  /** Calls back later; returns how to forget it. */
  wait: (ms: number, then: () => void) => () => void;
}

/**
 * Reads GET /api/events until closed. A dropped connection is reopened by the browser itself; one that ended for good
 * (the server answered with an error, or went away) is opened anew from the last position, so that nothing is missed.
 */
export function openStream({ after, listener, createSource, wait }: Options): () => void {
  let position = after;
  let failures = 0;
  let source: SourceLike | null = null;
  let forget = () => {};

  const open = () => {
    const current = createSource(position === null ? '/api/events' : `/api/events?after=${position}`);
    source = current;
    current.addEventListener('hello', ({ data = '' }) => {
      const hello = parseData(data);
      if (!isHello(hello)) return;
      failures = 0;
      // A store that stands before us is another store: read on from where it is.
      position = position === null ? hello.position : Math.min(position, hello.position);
      listener({ kind: 'connection', connected: true, position });
    });
    current.addEventListener('run', ({ data = '' }) => {
      const run = parseData(data);
      if (!isRunData(run)) return;
      position = run.position;
      listener({ kind: 'run', position: run.position, event: run.event });
    });
    current.addEventListener('delta', ({ data = '' }) => {
      const delta = parseData(data);
      if (isDelta(delta)) listener({ kind: 'delta', delta });
    });
    current.addEventListener('error', () => {
      if (source !== current) return;
      listener({ kind: 'connection', connected: false, position });
      if (current.readyState !== CLOSED) return;
      source = null;
      forget = wait(Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS), open);
      failures += 1;
    });
  };

  open();
  return () => {
    forget();
    const last = source;
    source = null;
    last?.close();
  };
}
