'use client';

import { usePathname, useSearchParams } from 'next/navigation';

/**
 * One query parameter as state that can be linked to. Written with history.replaceState, which Next follows without
 * asking the server again.
 */
export function useUrlParam(name: string): [string | null, (value: string | null) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const set = (value: string | null) => {
    const next = new URLSearchParams(window.location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const query = next.toString();
    window.history.replaceState(null, '', (query ? `${path}?${query}` : path) + window.location.hash);
  };
  return [params.get(name), set];
}
