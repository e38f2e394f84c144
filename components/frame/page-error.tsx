'use client';

import { buttonClass } from '#components/ui/button-class.ts';

interface Props {
  /** In production the server keeps its words to its log and gives a digest instead. */
  message: string;
  digest: string | undefined;
  onRetry: () => void;
}

/** Plain on purpose: every page carries it, and it must work when other parts do not. */
export function PageError({ message, digest, onRetry }: Props) {
  return (
    <div className="mx-auto w-full max-w-xl p-4">
      <h1 className="mb-3 text-lg font-semibold">This page could not be drawn</h1>
      <div
        role="alert"
        className="flex flex-col items-start gap-1 rounded-md border border-bad/40 bg-bad/5 px-3 py-2 text-sm"
      >
        <p className="font-medium break-words">
          {digest ? `The lab’s log has the details under ${digest}.` : message}
        </p>
        <p className="text-muted">
          Stored runs and skills are untouched. Try again; if it stays, restart the lab.
        </p>
        <button type="button" className={buttonClass('secondary', 'sm', 'mt-1')} onClick={onRetry}>
          Try again
        </button>
      </div>
    </div>
  );
}
