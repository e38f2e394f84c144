'use client';

import { useEffect } from 'react';
import { buttonClass } from '#components/ui/button-class.ts';
import { fetchJson } from '#lib/client/fetch-json.ts';
import { keepAsking } from '#lib/client/keep-asking.ts';

/** What browsers say of an answer that broke off: the lab died while it drew this page. */
const BROKEN_OFF = /network error|failed to fetch|load failed|input stream|connection closed/i;

interface Props {
  /** In production the server keeps its words to its log and gives a digest instead. */
  message: string;
  digest: string | undefined;
  onRetry: () => void;
}

/** Plain on purpose: every page carries it, and it must work when other parts do not. */
export function PageError({ message, digest, onRetry }: Props) {
  const brokenOff = digest === undefined && BROKEN_OFF.test(message);
  useEffect(() => {
    if (!brokenOff) return undefined;
    const control = new AbortController();
    // What arrived of it is no page any more, so that it is loaded anew once there is a lab to load it from.
    keepAsking(() => fetchJson('/api/status'), { signal: control.signal }).then(
      () => window.location.reload(),
      () => undefined,
    );
    return () => control.abort();
  }, [brokenOff]);
  return (
    <div className="mx-auto w-full max-w-xl p-4">
      <h1 className="mb-3 text-lg font-semibold">This page could not be drawn</h1>
      <div
        role="alert"
        className="flex flex-col items-start gap-1 rounded-md border border-bad/40 bg-bad/5 px-3 py-2 text-sm"
      >
        <p className="font-medium break-words">
          {digest
            ? `The lab’s log has the details under ${digest}.`
            : brokenOff
              ? 'The lab does not answer. It went away while it drew this page, which is loaded again once it is back.'
              : message}
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
