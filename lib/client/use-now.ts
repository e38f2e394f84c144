'use client';

import { useCallback, useSyncExternalStore } from 'react';

const still = () => () => undefined;

/** The time now in ms, cut to whole steps of `everyMs` and renewed at each; null holds it at 0. */
export function useNow(everyMs: number | null): number {
  const tick = useCallback(
    (onTick: () => void) => {
      const timer = setInterval(onTick, everyMs ?? 0);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  const now = () => (everyMs === null ? 0 : Math.floor(Date.now() / everyMs) * everyMs);
  return useSyncExternalStore(everyMs === null ? still : tick, now, now);
}
