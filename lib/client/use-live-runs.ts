'use client';

import { useEffect } from 'react';
import { mutate } from 'swr';
import { subscribeToEvents } from './stream/subscribe-to-events.ts';

/** Lists need not be newer than this. */
const EVERY_MS = 400;

/** Keeps every mounted list (runs, story, skills) true while runs happen: asks again when events arrive. */
export function useLiveRuns(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasConnected = false;
    const refresh = () => {
      timer = undefined;
      void mutate((key) => typeof key === 'string' && /^\/api\/(runs|story|skills)\b/.test(key));
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
