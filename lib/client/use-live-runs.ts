'use client';

import { useEffect } from 'react';
import { subscribeToEvents } from './stream/subscribe-to-events.ts';

/** Lists need not be newer than this. */
const EVERY_MS = 400;
const LISTS = /^\/api\/(runs|story|skills)\b/;

/** Keeps every mounted list (runs, story, skills) true while runs happen: asks again when events arrive. */
export function useLiveRuns(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasConnected = false;
    const refresh = () => {
      timer = undefined;
      // Pages without a list need not carry the cache's code before something happens.
      void import('swr').then(({ mutate }) => mutate((key) => typeof key === 'string' && LISTS.test(key)));
    };
    const unsubscribe = subscribeToEvents((message) => {
      if (message.kind === 'delta') return;
      const missed = message.kind === 'connection' && message.connected && !wasConnected;
      if (message.kind === 'connection') wasConnected = message.connected;
      if (message.kind === 'run' || missed) timer ??= setTimeout(refresh, EVERY_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, []);
}
