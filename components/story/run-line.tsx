'use client';

import Link from 'next/link';
import { callsInWords, WAITING_WORDS } from '#components/run/run-words.ts';
import { Duration } from '#components/ui/duration.tsx';
import { Elapsed } from '#components/ui/elapsed.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import { LiveDot } from '#components/ui/live-dot.tsx';
import { RunStatusBadge } from '#components/ui/run-status-badge.tsx';
import { plural } from '#components/ui/format.ts';
import type { RunFeedState } from '#lib/client/stream/create-run-feed.ts';
import { useConnectionLost } from '#lib/client/use-connection-lost.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { CancelButton } from './cancel-button.tsx';
import { isLive } from './part-state.ts';

/** Where a run stands: what it is doing while it works, what came of it afterwards. */
export function RunLine({ run, feed }: { run: RunSummary; feed: RunFeedState | null }) {
  return isLive(run) ? <LiveRun run={run} feed={feed} /> : <EndedRun run={run} />;
}

function LiveRun({ run, feed }: { run: RunSummary; feed: RunFeedState | null }) {
  const waiting = feed ? feed.view.waiting : run.status.state === 'queued' ? 'start' : null;
  const notice = feed?.preview?.notice;
  const lost = useConnectionLost();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2">
        <span className="text-lg font-semibold tabular-nums">{plural(run.calls.total, 'call')}</span>
        <span className="flex items-center gap-3 text-xs text-muted">
          <Elapsed since={run.createdAt} until={null} />
          <LiveDot />
        </span>
      </div>
      <div className="flex items-center justify-between gap-2">
        <p className="text-xs text-muted">
          {!lost && (notice ?? (waiting ? WAITING_WORDS[waiting] : 'at work'))}
        </p>
        <CancelButton runId={run.runId} />
      </div>
      {feed?.error && <ErrorNotice error={feed.error} />}
    </div>
  );
}

function EndedRun({ run }: { run: RunSummary }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <RunStatusBadge status={run.status} />
        <span className="tabular-nums">{callsInWords(run.calls)}</span>
      </div>
      <p className="flex items-center gap-2 text-xs text-muted">
        <Link href={`/runs/${run.runId}`} className="text-accent hover:underline">
          Open the run
        </Link>
        <span>
          {plural(run.turns, 'turn')},{' '}
          <Duration
            ms={run.activeMs}
            title="Wall time without the offline model’s pace and without time in which the lab was down"
          />
        </span>
      </p>
      {run.status.state === 'failed' && (
        <ErrorNotice error={run.status.error}>
          What happened until then is kept. Run it again when the cause is gone.
        </ErrorNotice>
      )}
    </div>
  );
}
