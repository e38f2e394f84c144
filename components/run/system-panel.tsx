'use client';

import { lazy, Suspense, useMemo, useState } from 'react';
import { Choice } from '#components/ui/choice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import type { TopologyLayout } from './layout-topology.ts';
import { prepareChanges } from './prepare-changes.ts';
import { worldTime } from './prepare-timeline.ts';
import { ServiceLine } from './service-line.tsx';
import { TopologyView } from './topology-view.tsx';
import { useTopologyLayout } from './use-topology-layout.ts';

/** Fetched when somebody wants figures instead of the picture. */
const ServicesTable = lazy(() =>
  keepAsking(() => import('./services-table.tsx').then((module) => ({ default: module.ServicesTable }))),
);

const SHAPES = [
  { value: 'picture', label: 'Picture' },
  { value: 'table', label: 'Table' },
] as const;

interface Props {
  view: RunView;
  moments: readonly WorldMoment[];
  layout: TopologyLayout | null;
  position: number;
  /** The service whose figures are shown. */
  service: string;
  onService: (name: string) => void;
  className?: string;
}

/** The simulated system at the chosen moment: picture or table, and one service in full. */
export function SystemPanel({ view, moments, layout, position, service: name, onService, className }: Props) {
  const [shape, setShape] = useState<'picture' | 'table'>('picture');
  const changes = useMemo(() => prepareChanges(view.calls), [view.calls]);
  const moment = moments[position] ?? null;
  const placed = useTopologyLayout(layout, moments[0]?.world ?? null);
  if (!moment) return <NoWorld state={view.status.state} className={className} />;
  const { world } = moment;
  const service = world.services.find((candidate) => candidate.name === name);
  return (
    <Panel
      title="System"
      className={className}
      actions={
        <>
          <span
            className="text-xs text-muted tabular-nums"
            title="Each call takes 30 s of world time or more"
          >
            world time {worldTime(world.tick - (moments[0]?.world.tick ?? 0))}
          </span>
          <Choice label="Show the system as" options={SHAPES} value={shape} onChange={setShape} />
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {shape === 'table' && (
          <Suspense fallback={<Skeleton className="h-48 w-full" />}>
            <ServicesTable world={world} selected={name} onSelect={onService} />
          </Suspense>
        )}
        {shape === 'picture' &&
          (placed ? (
            <TopologyView
              layout={placed}
              world={world}
              changes={changes}
              position={position}
              selected={name}
              onSelect={onService}
            />
          ) : (
            <Skeleton className="h-48 w-full" />
          ))}
        {service && <ServiceLine service={service} changes={changes} position={position} />}
      </div>
    </Panel>
  );
}

function NoWorld({ state, className }: { state: RunView['status']['state']; className?: string }) {
  const waits = state === 'queued' || state === 'running';
  return (
    <Panel title="System" className={className}>
      {waits ? (
        <div className="flex flex-col gap-2">
          <Skeleton className="h-48 w-full" />
          <p className="text-xs text-muted">The system appears once the run has started.</p>
        </div>
      ) : (
        <EmptyState title="No system">The run ended before its environment was made.</EmptyState>
      )}
    </Panel>
  );
}
