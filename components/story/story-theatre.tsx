'use client';

import Link from 'next/link';
import { RunTheatre } from '#components/run/run-theatre.tsx';
import { roleInWords } from '#components/run/run-words.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { isLive } from './part-state.ts';

interface Props {
  run: RunSummary;
  initialEvents: readonly RunEvent[];
}

/** The run that is live, or was last, as it happened. */
export function StoryTheatre({ run, initialEvents }: Props) {
  return (
    <section aria-labelledby="theatre" className="flex flex-col gap-2">
      <header className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="theatre" className="text-sm font-semibold">
          {isLive(run) ? 'Now' : 'Last'}: {roleInWords(run.plan.act, run.plan.arm)}
        </h2>
        <Link href={`/runs/${run.runId}`} className="text-xs text-accent hover:underline">
          Open the run
        </Link>
      </header>
      <RunTheatre runId={run.runId} initialEvents={initialEvents} />
    </section>
  );
}
