'use client';

import { Play } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNotice } from '#components/ui/error-notice.tsx';
import type { RunFeedState } from '#lib/client/stream/create-run-feed.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { isLive } from './part-state.ts';
import { RunLine } from './run-line.tsx';
import type { PartStart } from './use-start-part.ts';

interface Props {
  /** "Run Act 1". */
  verb: string;
  run: RunSummary | null;
  feed: RunFeedState | null;
  starter: PartStart;
  /** The next thing to do in the story. */
  next: boolean;
}

/** A part's run and the button that starts it (again). */
export function PartRun({ verb, run, feed, starter, next }: Props) {
  const live = run !== null && isLive(run);
  return (
    <div className="flex flex-col items-start gap-2">
      {run && (
        <div className="w-full">
          <RunLine run={run} feed={feed} />
        </div>
      )}
      {!live && (
        <Button
          variant={next ? 'primary' : 'secondary'}
          size={next ? 'md' : 'sm'}
          busy={starter.busy}
          icon={<Play aria-hidden size={13} />}
          onClick={starter.start}
        >
          {run ? `${verb} again` : verb}
        </Button>
      )}
      {starter.error && <ErrorNotice error={starter.error} className="w-full" />}
    </div>
  );
}
