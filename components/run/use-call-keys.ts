'use client';

import { useEffect } from 'react';

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * j and k move to the next and the previous call from anywhere on the page; the arrows do while the focus is on a call
 * (elsewhere they scroll). Keys that are meant for a field are left alone. `from` is the call to move away from; null
 * begins at the first, or backwards at the last.
 */
export function useCallKeys(count: number, from: number | null, onMove: (position: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const { target } = event;
      if (step === undefined || count === 0 || event.metaKey || event.ctrlKey || event.altKey) return;
      if (
        !(target instanceof Element) ||
        target.closest('input, textarea, select, dialog, [contenteditable]')
      )
        return;
      if (event.key.length > 1 && !target.closest('[data-call]')) return;
      event.preventDefault();
      const start = from ?? (step > 0 ? 0 : count + 1);
      onMove(Math.min(count, Math.max(1, start + step)));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [count, from, onMove]);
}
