import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** Ends the sentence "Loading …". */
  what: string;
  children: ReactNode;
}

/** A page while its data are on their way: its name at once, and the outline of what comes. */
export function PageLoading({ title, what, children }: Props) {
  return (
    <div className="flex w-full flex-col gap-3 p-3 xl:px-4" aria-busy="true">
      <h1 className="text-lg font-semibold">{title}</h1>
      <p role="status" className="sr-only">
        Loading {what}
      </p>
      {children}
    </div>
  );
}
