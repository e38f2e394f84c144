'use client';

import { useId, useRef, type ReactNode } from 'react';
import { cx } from './cx.ts';

interface Props {
  /** What the button shows. */
  trigger: ReactNode;
  /** Name of the button where the trigger alone does not say enough. */
  label?: string;
  /** What opens, for screen readers. */
  title: string;
  triggerClassName?: string;
  children: ReactNode;
}

const GAP = 6;
const EDGE = 8;

/** The browser's own popover: Escape and a click elsewhere close it, focus returns to its button. */
export function Popover({ trigger, label, title, triggerClassName, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const place = () => {
    if (!button.current || !body.current) return;
    const at = button.current.getBoundingClientRect();
    const widest = document.documentElement.clientWidth - body.current.offsetWidth - EDGE;
    body.current.style.left = `${Math.max(EDGE, Math.min(at.left, widest))}px`;
    body.current.style.top = `${at.bottom + GAP}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        className={cx(
          'inline-flex h-7 items-center gap-1.5 rounded-md border border-line bg-panel px-2 text-xs whitespace-nowrap text-muted transition-colors hover:border-line-strong hover:text-text',
          triggerClassName,
        )}
      >
        {trigger}
      </button>
      <div
        ref={body}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        onToggle={place}
        className="fixed inset-auto m-0 max-h-[70vh] w-[min(26rem,calc(100vw-1rem))] overflow-auto rounded-lg border border-line bg-panel p-3 text-sm text-text shadow-lg shadow-black/10"
      >
        {children}
      </div>
    </>
  );
}
