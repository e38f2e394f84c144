import type { ReactNode } from 'react';

/** The narrow left column of a transcript that says who speaks, which turn or which call it is. */
export function Gutter({ children }: { children?: ReactNode }) {
  return (
    <span className="w-10 shrink-0 text-right text-xs leading-5 text-muted tabular-nums">{children}</span>
  );
}
