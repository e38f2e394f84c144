'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/** Runs of experiments do not go through the stream of events, so the page is asked for again. */
const EVERY_MS = 2000;

/** Keeps a page that the server draws true while an experiment is at work; a hidden page rests. */
export function RefreshWhileOpen() {
  const router = useRouter();
  const [isAsking, startAsking] = useTransition();
  useEffect(() => {
    // The next answer would take the place of one that is still on its way: of a slow lab nothing would ever be seen.
    if (isAsking) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') startAsking(() => router.refresh());
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router, isAsking]);
  return null;
}
