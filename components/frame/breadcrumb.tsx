'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { placeOf } from './nav.ts';

/** Where you are: the place, and what of it is open. */
export function Breadcrumb() {
  const path = usePathname();
  const place = placeOf(path);
  const rest = place && place.href !== '/' ? path.split('/').slice(2).join('/') : '';
  const playing = path.startsWith('/play/') ? 'play ' : '';
  return (
    <nav aria-label="Where you are" className="flex min-w-0 items-center gap-1.5 text-sm">
      {rest && place ? (
        <>
          <Link href={place.href} className="text-muted hover:text-text">
            {place.word}
          </Link>
          <span aria-hidden className="text-line-strong">
            /
          </span>
          <span aria-current="page" className="truncate font-mono text-xs">
            {playing}
            {safeDecode(rest)}
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

const UUID = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** The rest of the address as a reader knows it: of an id that only machines know, its beginning. */
function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text).replace(UUID, '$1…');
  } catch {
    return text;
  }
}
