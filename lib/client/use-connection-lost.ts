'use client';

import { useSyncExternalStore } from 'react';
import { subscribeToEvents } from './stream/subscribe-to-events.ts';
import { watchConnection } from './stream/watch-connection.ts';

const watch = watchConnection({
  subscribe: subscribeToEvents,
  wait: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
});
const never = () => false;

/** Whether the lab has stopped answering: what is shown is then the last that was heard of it. */
export function useConnectionLost(): boolean {
  return useSyncExternalStore(watch.subscribe, watch.isLost, never);
}
