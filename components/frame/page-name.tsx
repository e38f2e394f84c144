'use client';

import { usePathname } from 'next/navigation';
import { useLayoutEffect } from 'react';
import { nameStore } from './name-store.ts';

/** Tells the line on top what this page is about. Draws nothing. */
export function PageName({ name }: { name: string }) {
  const path = usePathname();
  // Before the browser paints, so that the id is never seen.
  useLayoutEffect(() => nameStore.say(path, name), [path, name]);
  return null;
}
