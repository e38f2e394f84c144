'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { RunEventsBody } from '#lib/protocol/http.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { API } from './api-paths.ts';
import { fetchJson } from './fetch-json.ts';
import { createRunFeed, type RunFeed, type RunFeedState } from './stream/create-run-feed.ts';
import { subscribeToEvents } from './stream/subscribe-to-events.ts';

const NO_FEED: Pick<RunFeed, 'subscribe'> = { subscribe: () => () => undefined };
const nothing = () => null;

/**
 * The run as it is now: drawn from `initialEvents` (read once per run id), kept up to date by the event stream.
 * `view` is a pure fold of the run's events, `preview` what the model is saying right now.
 */
export function useRunView(runId: string, initialEvents: readonly RunEvent[]): RunFeedState {
  // The events are the start of a log that only grows: a new array for the same run says nothing new.
  // oxlint-disable-next-line react/exhaustive-deps -- a new array for the same run says nothing new
  const feed = useMemo(() => createFeed(runId, initialEvents), [runId]);
  return useSyncExternalStore(feed.subscribe, feed.getState, feed.getState);
}

const NO_EVENTS: readonly RunEvent[] = [];

/** The same for a run that may not exist yet; null until its first events are here. */
export function useMaybeRunView(
  runId: string | null,
  initialEvents: readonly RunEvent[] = NO_EVENTS,
): RunFeedState | null {
  // oxlint-disable-next-line react/exhaustive-deps -- a new array for the same run says nothing new
  const feed = useMemo(() => (runId ? createFeed(runId, initialEvents) : null), [runId]);
  const getState = feed?.getState ?? nothing;
  const state = useSyncExternalStore((feed ?? NO_FEED).subscribe, getState, getState);
  return state && state.view.lastSeq > 0 ? state : null;
}

function createFeed(runId: string, initialEvents: readonly RunEvent[]): RunFeed {
  return createRunFeed({ runId, initialEvents, subscribe: subscribeToEvents, fetchEvents, schedule, wait });
}

/** Answers that are on their way: several parts of a page that ask the same share one request. */
const underway = new Map<string, Promise<readonly RunEvent[]>>();

function fetchEvents(runId: string, after: number): Promise<readonly RunEvent[]> {
  const path = API.runEvents(runId, after);
  const asked =
    underway.get(path) ??
    fetchJson<RunEventsBody>(path)
      .then(({ events }) => events)
      .finally(() => underway.delete(path));
  underway.set(path, asked);
  return asked;
}

/** Once per frame; a hidden page has no frames. */
function schedule(flush: () => void): () => void {
  if (document.hidden) return wait(250, flush);
  const frame = requestAnimationFrame(flush);
  return () => cancelAnimationFrame(frame);
}

function wait(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}
