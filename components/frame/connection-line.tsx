'use client';

import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConnectionLost } from '#lib/client/use-connection-lost.ts';

/** What the lab is connected to (`children`), or that there is no lab at the moment. */
export function ConnectionLine({ children }: { children: ReactNode }) {
  const lost = useConnectionLost();
  return (
    <>
      <span role="status">
        {lost && (
          <span className="flex items-center gap-1.5 text-xs text-warn">
            <Unplug aria-hidden size={13} className="shrink-0" />
            The lab does not answer. This page stays as it is and goes on by itself once it does.
          </span>
        )}
      </span>
      {!lost && children}
    </>
  );
}
