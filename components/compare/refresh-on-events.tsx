'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { subscribeToEvents } from '#lib/client/stream/subscribe-to-events.ts';

/** A page drawn by the server need not be newer than this. */
const EVERY_MS = 1000;

/** Keeps a page that the server draws true while runs happen: asks for it again when events of `runIds` (or of any run) arrive. */
export function RefreshOnEvents({ runIds = null }: { runIds?: readonly string[] | null }) {
  const router = useRouter();
  const wanted = runIds?.join(' ') ?? null;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      router.refresh();
    };
    const unsubscribe = subscribeToEvents((message) => {
      if (message.kind !== 'run') return;
      if (wanted === null || wanted.split(' ').includes(message.event.runId))
        timer ??= setTimeout(refresh, EVERY_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- react-hooks/exhaustive-deps wants the router named
  }, [router, wanted]);
  return null;
}
