'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useSyncExternalStore } from 'react';
import { useMounted } from '#lib/client/use-mounted.ts';
import { nameStore } from './name-store.ts';
import { placeOf } from './nav.ts';

/** Pages below a place that are about no single thing. */
const PAGES: Readonly<Record<string, string>> = {
  '/experiments/new': 'New experiment',
  '/experiments/demo-audit': 'Demo audit',
  '/experiments/over-time': 'Over time',
  '/scenarios/new': 'New scenario',
};

/** Where you are: the place, and what of it is open. */
export function Breadcrumb() {
  const path = usePathname();
  const place = placeOf(path);
  const rest = place && place.href !== '/' ? path.split('/').slice(2).join('/') : '';
  return (
    <nav aria-label="Where you are" className="flex min-w-0 items-center gap-1.5 text-sm">
      {rest && place ? (
        <>
          <Link href={place.href} className="shrink-0 text-muted hover:text-text">
            {place.word}
          </Link>
          <span aria-hidden className="text-line-strong">
            /
          </span>
          <span aria-current="page" className="truncate">
            <Open path={path} rest={rest} />
          </span>
        </>
      ) : (
        <span aria-current="page" className="font-medium">
          {place?.word ?? 'Not found'}
        </span>
      )}
    </nav>
  );
}

/** By its name. A page that never says one (nothing is there, it could not be read) leaves the address. */
function Open({ path, rest }: { path: string; rest: string }) {
  const nameOf = () => nameStore.nameOf(path);
  const name = useSyncExternalStore(nameStore.subscribe, nameOf, () => null) ?? PAGES[path];
  const mounted = useMounted();
  if (name) return name;
  return mounted ? <span className="font-mono text-xs">{safeDecode(rest)}</span> : null;
}

const UUID = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** The rest of the address as a reader knows it: of an id that only machines know, its beginning. */
function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text).replace(UUID, '$1…');
  } catch {
    return text;
  }
}
