'use client';

import Link from 'next/link';
import { useMemo, useState } from 'react';
import type { TopologyLayout } from '#components/run/layout-topology.ts';
import { prepareChanges } from '#components/run/prepare-changes.ts';
import { entryService, prepareMoments } from '#components/run/prepare-moments.ts';
import { worldTime } from '#components/run/prepare-timeline.ts';
import { ServiceLine } from '#components/run/service-line.tsx';
import { TopologyView } from '#components/run/topology-view.tsx';
import { useTopologyLayout } from '#components/run/use-topology-layout.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { AlignedCall } from '#lib/protocol/align-runs.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { sayMoment } from './prepare-replay.ts';

/** What a side needs of its run; the rest of the log stays on the server. */
export interface ReplayedRun {
  label: string;
  view: Pick<RunView, 'runId' | 'plan' | 'calls' | 'started' | 'status'>;
  layout: TopologyLayout | null;
}

interface Props {
  run: ReplayedRun;
  /** Calls that it has made by now. */
  done: number;
  /** What it does in this row; null where it waits. */
  cell: AlignedCall | null;
}

/** One run at the moment of the replay: what it has just done, and its system. */
export function ReplaySide({ run: { label, view, layout }, done, cell }: Props) {
  const [picked, setPicked] = useState<string | null>(null);
  const moments = useMemo(() => prepareMoments(view), [view]);
  const changes = useMemo(() => prepareChanges(view.calls), [view.calls]);
  const placed = useTopologyLayout(layout, moments[0]?.world ?? null);
  const moment = moments[done];
  const entry = moments[0] ? entryService(moments[0].world)?.name : null;
  const selected = picked ?? entry ?? null;
  const service = moment?.world.services.find(({ name }) => name === selected);
  return (
    <section aria-label={`${label} at this moment`} className="flex min-w-0 flex-col gap-3 p-3">
      <p className="text-sm">
        <Link
          href={`/runs/${encodeURIComponent(view.runId)}${done > 0 ? `?call=${done}` : ''}`}
          className="font-medium hover:underline"
        >
          {label}
        </Link>{' '}
        <span className="break-words text-muted" role="status">
          {sayMoment(cell, done, view.calls.length)}
          {moment && <> · world time {worldTime(moment.world.tick - (moments[0]?.world.tick ?? 0))}</>}
        </span>
      </p>
      {!moment ? (
        <p className="text-sm text-muted">The run ended before its environment was made.</p>
      ) : placed ? (
        <TopologyView
          layout={placed}
          world={moment.world}
          changes={changes}
          position={done}
          selected={selected}
          onSelect={setPicked}
        />
      ) : (
        <Skeleton className="h-48 w-full" />
      )}
      {service && <ServiceLine service={service} changes={changes} position={done} />}
    </section>
  );
}
