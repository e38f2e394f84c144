'use client';

import { useConnectionLost } from '#lib/client/use-connection-lost.ts';

const LIVE = 'live';

/** Something is under way right now. Never show it on a finished page. While the lab does not answer, it is as still as the page. */
export function LiveDot({ label = LIVE }: { label?: string }) {
  if (useConnectionLost())
    return (
      <span
        className="inline-flex items-center gap-1.5 text-xs font-medium text-warn"
        title="What was last heard of it"
      >
        <span aria-hidden className="size-2 rounded-full border border-current" />
        {label === LIVE ? 'reconnecting' : label}
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1.5 text-xs font-medium text-good">
      <span aria-hidden className="relative flex size-2">
        <span className="absolute size-2 animate-ping rounded-full bg-good opacity-60 motion-reduce:animate-none" />
        <span className="size-2 rounded-full bg-good" />
      </span>
      {label}
    </span>
  );
}
