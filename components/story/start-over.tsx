'use client';

import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { plural } from '#components/ui/format.ts';
import { keepAsking } from '#lib/client/keep-asking.ts';

/** Fetched with the first click. */
const StartOverDialog = lazy(() =>
  keepAsking(() => import('./start-over-dialog.tsx').then((module) => ({ default: module.StartOverDialog }))),
);

/** Begins a new story, after asking. */
export function StartOver() {
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);
  const [leftBehind, setLeftBehind] = useState(0);
  return (
    <>
      {leftBehind > 0 && (
        <span role="status" className="text-xs text-muted">
          {plural(leftBehind, 'thing')} of the old story {leftBehind === 1 ? 'is' : 'are'} still in Acontext:{' '}
          <Link href="/settings#clean-up" className="text-accent underline-offset-2 hover:underline">
            see the clean-up
          </Link>
          .
        </span>
      )}
      <Button
        size="sm"
        icon={<RotateCcw aria-hidden size={13} />}
        onClick={() => {
          setAsked(true);
          setOpen(true);
        }}
      >
        Start over
      </Button>
      {asked && (
        <Suspense>
          <StartOverDialog open={open} onClose={() => setOpen(false)} onDone={setLeftBehind} />
        </Suspense>
      )}
    </>
  );
}
