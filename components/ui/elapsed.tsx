'use client';

import { useNow } from '#lib/client/use-now.ts';
import { formatDuration } from './format.ts';

/** Time since `since`, counting every second while `until` is null. */
export function Elapsed({ since, until }: { since: string; until: string | null }) {
  const now = useNow(until ? null : 1000);
  const end = until ? Date.parse(until) : now;
  const ms = Math.max(0, end - Date.parse(since));
  return (
    <span className="whitespace-nowrap tabular-nums" suppressHydrationWarning>
      {formatDuration(until ? ms : Math.max(1000, Math.floor(ms / 1000) * 1000))}
    </span>
  );
}
