'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Runs of experiments do not go through the stream of events, so the page is asked for again. */
const EVERY_MS = 2000;

/** Keeps a page that the server draws true while an experiment is at work; a hidden page rests. */
export function RefreshWhileOpen() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
