'use client';

import { lazy, Suspense, useState } from 'react';
import { Choice } from '#components/ui/choice.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatDuration, formatPercent } from '#components/ui/format.ts';
import { Panel } from '#components/ui/panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import { FigureCurve } from './figure-curve.tsx';
import type { TopologyLayout } from './layout-topology.ts';
import { entryService, serviceSeries } from './prepare-moments.ts';
import { formatLatency } from './run-words.ts';
import { Scrubber } from './scrubber.tsx';
import { ServiceLine } from './service-line.tsx';
import { Topology } from './topology.tsx';
import { useTopologyLayout } from './use-topology-layout.ts';

/** Fetched when somebody wants figures instead of the picture. */
const ServicesTable = lazy(() =>
  import('./services-table.tsx').then((module) => ({ default: module.ServicesTable })),
);

const TICK_MS = 30_000;
const SHAPES = [
  { value: 'picture', label: 'Picture' },
  { value: 'table', label: 'Table' },
] as const;

interface Props {
  view: RunView;
  moments: readonly WorldMoment[];
  layout: TopologyLayout | null;
  position: number;
  onSelect: (position: number) => void;
  className?: string;
}

/** The simulated system at the chosen moment: picture or table, curves, and the scrubber that chooses the moment. */
export function SystemPanel({ view, moments, layout, position, onSelect, className }: Props) {
  const [shape, setShape] = useState<'picture' | 'table'>('picture');
  const [chosen, setChosen] = useState<string | null>(null);
  const moment = moments[position] ?? null;
  const placed = useTopologyLayout(layout, moments[0]?.world ?? null);
  if (!moment) return <NoWorld state={view.status.state} className={className} />;
  const { world } = moment;
  const service = world.services.find(({ name }) => name === chosen) ?? entryService(world);
  const name = service?.name ?? '';
  const errors = serviceSeries(moments, name, 'errorRate');
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
            world time {world.tick === 0 ? '0 s' : formatDuration(world.tick * TICK_MS)}
          </span>
          <Choice label="Show the system as" options={SHAPES} value={shape} onChange={setShape} />
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {shape === 'table' && (
          <Suspense fallback={<Skeleton className="h-48 w-full" />}>
            <ServicesTable world={world} selected={name} onSelect={setChosen} />
          </Suspense>
        )}
        {shape === 'picture' &&
          (placed ? (
            <Topology layout={placed} world={world} selected={name} onSelect={setChosen} />
          ) : (
            <Skeleton className="h-48 w-full" />
          ))}
        {service && <ServiceLine service={service} />}
        <div className="flex flex-col gap-2 border-t border-line pt-2">
          <Scrubber calls={view.calls} position={position} onSelect={onSelect} />
          <FigureCurve
            label={`${name} errors`}
            series={errors}
            position={position}
            format={(value) => (value === null ? 'unknown' : formatPercent(value))}
            stroke="stroke-bad"
            dot="var(--bad)"
          />
          <FigureCurve
            label={`${name} p99`}
            series={serviceSeries(moments, name, 'p99Ms')}
            position={position}
            format={formatLatency}
            stroke="stroke-muted"
            dot="var(--muted)"
          />
        </div>
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
