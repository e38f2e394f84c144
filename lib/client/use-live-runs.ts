'use client';

import { useEffect } from 'react';
import { refresh } from './refresh.ts';
import { subscribeToEvents } from './stream/subscribe-to-events.ts';

/** Lists need not be newer than this. */
const EVERY_MS = 400;

/** Keeps every mounted list (runs, story, skills) true while runs happen: asks again when events arrive. */
export function useLiveRuns(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasConnected = false;
    const renew = () => {
      timer = undefined;
      void refresh();
    };
    const unsubscribe = subscribeToEvents((message) => {
      if (message.kind === 'delta') return;
      const missed = message.kind === 'connection' && message.connected && !wasConnected;
      if (message.kind === 'connection') wasConnected = message.connected;
      if (message.kind === 'run' || missed) timer ??= setTimeout(renew, EVERY_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, []);
}
