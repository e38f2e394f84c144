'use client';

import { useId, type ReactNode } from 'react';

interface Props {
  label: string;
  /** What is wrong with the value: a sentence, or what follows the label in one. */
  fault?: string | undefined;
  /** What the value means. */
  note?: string | undefined;
  /** Draws the input with what ties it to its words. */
  children: (describe: { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string }) => ReactNode;
}

/** The look of a text or select input that stands in a `Field`. */
export const INPUT =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-panel px-2 text-sm placeholder:text-muted aria-invalid:border-bad';

/** A label, its input, and what is wrong with it. */
export function Field({ label, fault, note, children }: Props) {
  const id = useId();
  const words = fault ?? note;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-xs text-muted">
        {label}
      </label>
      {children({
        id,
        ...(fault !== undefined && { 'aria-invalid': true }),
        ...(words !== undefined && { 'aria-describedby': `${id}-words` }),
      })}
      <p
        id={`${id}-words`}
        aria-live="polite"
        className={fault === undefined ? 'text-xs text-muted empty:hidden' : 'text-xs text-bad'}
      >
        {fault === undefined ? note : /^[A-Z]/.test(fault) ? fault : `${label} ${fault}`}
      </p>
    </div>
  );
}
