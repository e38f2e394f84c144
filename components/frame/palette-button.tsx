'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';

/** Loaded with the first ⌘K: nobody pays for it before. */
const CommandPalette = lazy(() =>
  keepAsking(() => import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette }))),
);

/** Opens the palette, by click or by ⌘K / Ctrl K. */
export function PaletteButton() {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey) return;
      event.preventDefault();
      setWanted(true);
      setOpen((was) => !was);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  return (
    <>
      <Button
        size="sm"
        aria-label="Open the command palette"
        aria-keyshortcuts="Meta+K Control+K"
        icon={<Search aria-hidden size={13} />}
        className="text-muted"
        onClick={show}
      >
        <span className="hidden rail:inline-flex">
          <Kbd>⌘K</Kbd>
        </span>
      </Button>
      {wanted && (
        <Suspense>
          <CommandPalette open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
