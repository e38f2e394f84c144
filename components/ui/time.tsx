'use client';

import { useNow } from '#lib/client/use-now.ts';
import { formatInstant, formatRelative } from './format.ts';

/** How long ago, with the exact instant on hover. Server and browser may differ by a moment. */
export function Time({ at, className }: { at: string; className?: string }) {
  const now = useNow(15_000);
  return (
    <time dateTime={at} title={formatInstant(at)} className={className} suppressHydrationWarning>
      {formatRelative(Date.parse(at), now)}
    </time>
  );
}
