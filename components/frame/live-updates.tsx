'use client';

import { useLiveRuns } from '#lib/client/use-live-runs.ts';

/** Keeps every list on every page true while runs happen. Draws nothing. */
export function LiveUpdates() {
  useLiveRuns();
  return null;
}
