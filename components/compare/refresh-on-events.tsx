'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { subscribeToEvents } from '#lib/client/stream/subscribe-to-events.ts';

/** A page drawn by the server need not be newer than this. */
const EVERY_MS = 1000;

/** Keeps a page that the server draws true while runs happen: asks for it again when events of `runIds` arrive. */
export function RefreshOnEvents({ runIds }: { runIds: readonly string[] }) {
  const router = useRouter();
  const wanted = runIds.join(' ');
  const [isOld, setOld] = useState(false);
  const [isAsking, startAsking] = useTransition();
  useEffect(
    () =>
      subscribeToEvents((message) => {
        if (message.kind !== 'run') return;
        if (wanted.split(' ').includes(message.event.runId)) setOld(true);
      }),
    [wanted],
  );
  useEffect(() => {
    // The next answer would take the place of one that is still on its way: of a slow lab nothing would ever be seen.
    if (!isOld || isAsking) return undefined;
    const timer = setTimeout(() => {
      setOld(false);
      startAsking(() => router.refresh());
    }, EVERY_MS);
    return () => clearTimeout(timer);
  }, [router, isOld, isAsking]);
  return null;
}
