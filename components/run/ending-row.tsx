import { Ban, CircleX, Flag } from 'lucide-react';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { TranscriptRow } from './prepare-transcript.ts';
import { STOP_WORDS } from './run-words.ts';

type Ending = Extract<TranscriptRow, { kind: 'stopped' | 'failed' | 'cancelled' | 'not_stored' }>;

/** How it ended, what was kept and what to do now. */
export function EndingRow({ row }: { row: Ending }) {
  switch (row.kind) {
    case 'stopped':
      return (
        <div className="border-t border-line px-3 py-2">
          {row.finalMessage && <p className="pb-1 break-words whitespace-pre-wrap">{row.finalMessage}</p>}
          <p className="flex items-center gap-1.5 text-muted">
            <Flag aria-hidden size={13} className="shrink-0" />
            {STOP_WORDS[row.reason]}
          </p>
        </div>
      );
    case 'failed':
      return (
        <p className="flex items-start gap-1.5 border-t border-line px-3 py-2 text-bad">
          <CircleX aria-hidden size={13} className="mt-1 shrink-0" />
          <span className="min-w-0 break-words">Failed: {row.error.message}</span>
        </p>
      );
    case 'not_stored':
      return (
        <ErrorNotice error={row.error} className="m-3">
          Acontext did not store this run from here on. The run went on; learning replays the run’s own log.
        </ErrorNotice>
      );
    case 'cancelled':
      return (
        <p className="flex items-center gap-1.5 border-t border-line px-3 py-2 text-muted">
          <Ban aria-hidden size={13} className="shrink-0" />
          Cancelled.
        </p>
      );
  }
}
