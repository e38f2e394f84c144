import { foldRun, foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { errorInfoOf } from '../request-error.ts';
import { foldPreview, type RunPreview } from './fold-preview.ts';
import type { StreamListener, StreamMessage } from './stream-message.ts';
import { whileWatched } from './while-watched.ts';

export interface RunFeedState {
  view: RunView;
  preview: RunPreview | null;
  /** Why the events could not be fetched; what was known stays. */
  error: ErrorInfo | null;
}

interface Options {
  runId: string;
  initialEvents: readonly RunEvent[];
  subscribe: (listener: StreamListener) => () => void;
  fetchEvents: (runId: string, after: number) => Promise<readonly RunEvent[]>;
  /** Calls back at the next frame; returns how to forget it. */
  schedule: (flush: () => void) => () => void;
  wait: (ms: number, then: () => void) => () => void;
}

export interface RunFeed {
  getState: () => RunFeedState;
  /** Listens while somebody does. */
  subscribe: (onChange: () => void) => () => void;
}

const LONGEST_WAIT_MS = 10_000;

/**
 * The live view of one run: backlog and stream folded into one. Events are folded in the order of `seq`; one that comes
 * too early waits until the gap before it has been fetched. All that arrives within a frame makes one change.
 */
export function createRunFeed({
  runId,
  initialEvents,
  subscribe,
  fetchEvents,
  schedule,
  wait,
}: Options): RunFeed {
  let state: RunFeedState = {
    view: foldRunEvents(runId, initialEvents),
    preview: null,
    error: null,
  };
  let queue: StreamMessage[] = [];
  let early: RunEvent[] = [];
  let fetching: 'no' | 'yes' | 'again' = 'no';
  let failures = 0;
  let cancelFlush: (() => void) | null = null;
  let forgetRetry = () => {};
  let running = false;
  let connected = false;

  const update = (change: Partial<RunFeedState>) => {
    state = { ...state, ...change };
    watched.tell();
  };

  /** Folds all that joins on to the view; keeps the rest for later. */
  const fold = (events: readonly RunEvent[]): RunView => {
    let { view } = state;
    const rest: RunEvent[] = [];
    for (const event of [...early, ...events].toSorted((a, b) => a.seq - b.seq)) {
      if (event.seq <= view.lastSeq + 1) view = foldRun(view, event);
      else rest.push(event);
    }
    early = rest;
    return view;
  };

  const flush = () => {
    cancelFlush = null;
    const messages = queue;
    queue = [];
    let { preview } = state;
    const events: RunEvent[] = [];
    let catchUp = false;
    for (const message of messages) {
      if (message.kind === 'run') events.push(message.event);
      else if (message.kind === 'delta') preview = foldPreview(preview, message.delta);
      else {
        catchUp ||= message.connected && !connected;
        connected = message.connected;
      }
    }
    const view = fold(events);
    update({ view, preview: stillOpen(preview, view) });
    if (catchUp || early.length > 0) void fetchRest();
  };

  const fetchRest = async () => {
    if (fetching !== 'no') {
      fetching = 'again';
      return;
    }
    fetching = 'yes';
    forgetRetry();
    try {
      const view = fold(await fetchEvents(runId, state.view.lastSeq));
      failures = 0;
      update({ view, preview: stillOpen(state.preview, view), error: null });
    } catch (error) {
      const info = errorInfoOf(error);
      update({ error: info });
      if (running && info.code !== 'not_found') {
        forgetRetry = wait(Math.min(1000 * 2 ** failures, LONGEST_WAIT_MS), () => void fetchRest());
        failures += 1;
      }
    }
    const again = wantsMore();
    fetching = 'no';
    if (again && running && !state.error) void fetchRest();
  };
  const wantsMore = () => fetching === 'again';

  const start = () => {
    running = true;
    const unsubscribe = subscribe((message) => {
      if (message.kind === 'run' && message.event.runId !== runId) return;
      if (message.kind === 'delta' && message.delta.runId !== runId) return;
      queue.push(message);
      cancelFlush ??= schedule(flush);
    });
    // What happened between the page's drawing and now; an open stream makes the first flush ask for it.
    if (!queue.some((message) => message.kind === 'connection' && message.connected)) void fetchRest();
    return () => {
      running = false;
      unsubscribe();
      cancelFlush?.();
      cancelFlush = null;
      forgetRetry();
      queue = [];
      early = [];
    };
  };

  const watched = whileWatched(start);
  return {
    getState: () => state,
    subscribe: watched.subscribe,
  };
}

/** A preview ends with the fact that it previews, and with the run. */
function stillOpen(preview: RunPreview | null, view: RunView): RunPreview | null {
  if (!preview || preview.turn <= view.turns.length) return null;
  return view.status.state === 'queued' || view.status.state === 'running' ? preview : null;
}
