import Link from 'next/link';
import type { ReactNode } from 'react';
import type { StatusBody } from '#lib/protocol/http.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { ConnectionChips } from './connection-chips.tsx';
import { ConnectionLine } from './connection-line.tsx';
import { LiveUpdates } from './live-updates.tsx';
import { Logo } from './logo.tsx';
import { NavLinks } from './nav-links.tsx';
import { PaletteButton } from './palette-button.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** What stands around every page: the rail, the line on top, and the page itself as main. */
export function Frame({ status, children }: { status: StatusBody | null; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col rail:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <aside className="z-30 order-last rail:sticky rail:top-0 rail:order-first rail:h-dvh rail:w-44 rail:shrink-0 rail:border-r rail:border-line rail:bg-panel">
        <Link href="/" className="hidden h-11 items-center gap-2 px-4 text-sm font-semibold rail:flex">
          <Logo />
          Auto-Learn Lab
        </Link>
        <nav
          aria-label="Pages"
          className="fixed inset-x-0 bottom-0 border-t border-line bg-panel px-1 pb-[env(safe-area-inset-bottom)] rail:static rail:border-0 rail:px-0 rail:pt-1"
        >
          <NavLinks />
        </nav>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col pb-14 rail:pb-0">
        <header className="sticky top-0 z-20 flex flex-wrap items-center gap-x-3 border-b border-line bg-panel px-3 md:h-11 md:flex-nowrap rail:px-4">
          <div className="flex h-10 min-w-0 flex-1 items-center gap-2">
            <span className="rail:hidden">
              <Logo />
            </span>
            <Breadcrumb />
          </div>
          <div className="order-last flex w-full items-center gap-1.5 overflow-x-auto pb-1.5 md:order-none md:w-auto md:pb-0">
            <ConnectionLine>
              {status ? (
                <ConnectionChips status={status} />
              ) : (
                <span className="text-xs text-bad">
                  Connections unknown: the lab could not read its status.
                </span>
              )}
            </ConnectionLine>
          </div>
          <div className="flex items-center gap-0.5">
            <PaletteButton />
            <ThemeSwitch />
          </div>
        </header>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      <LiveUpdates />
    </div>
  );
}
