'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '#components/ui/cx.ts';
import { PLACES, placeOf } from './nav.ts';

/** The rail's links; a bar at the bottom on narrow screens. */
export function NavLinks() {
  const here = placeOf(usePathname());
  return (
    <ul className="flex rail:flex-col rail:gap-px rail:px-2">
      {PLACES.map((place) => {
        const { href, word, icon: Icon } = place;
        const current = place === here;
        return (
          <li key={href} className="min-w-0 flex-auto">
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={cx(
                'flex flex-col items-center gap-0.5 rounded-md py-1.5 text-xs transition-colors',
                'rail:h-8 rail:flex-row rail:gap-2.5 rail:px-2.5 rail:py-0 rail:text-sm',
                current
                  ? 'font-medium text-text rail:bg-raised'
                  : 'text-muted hover:text-text rail:hover:bg-raised',
              )}
            >
              <Icon aria-hidden size={15} className={current ? 'text-accent' : undefined} />
              {word}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
