'use client';

import Link from 'next/link';
import { lazy, memo, Suspense } from 'react';
import type { TopologyLayout } from '#components/run/layout-topology.ts';
// With the page, so that the part that is fetched later is never drawn without it.
import '#components/run/run.css';
import { roleInWords } from '#components/run/run-words.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { isLive } from './part-state.ts';

/** Not part of what a first visitor loads: there is nothing to play yet. */
const RunTheatre = lazy(() =>
  keepAsking(() =>
    import('#components/run/run-theatre.tsx').then((module) => ({ default: module.RunTheatre })),
  ),
);

interface Props {
  run: RunSummary;
  initialEvents: readonly RunEvent[];
  /** Computed on the server where the run was known to it. */
  layout: TopologyLayout | null;
}

/** The run that is live, or was last, as it happened. */
export function StoryTheatre({ run, initialEvents, layout }: Props) {
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
      <Stage runId={run.runId} initialEvents={initialEvents} layout={layout} />
    </section>
  );
}

/** Left alone when the page around it is drawn again: until its code is here, what the server drew stays in sight. */
const Stage = memo(function Stage(props: Pick<Props, 'initialEvents' | 'layout'> & { runId: string }) {
  return (
    <Suspense fallback={<Skeleton className="h-80 w-full" />}>
      <RunTheatre {...props} />
    </Suspense>
  );
});
