'use client';

import { lazy, Suspense, useMemo, useState } from 'react';
import { niceMax } from '#components/charts/prepare-sparkline.ts';
import { Choice } from '#components/ui/choice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import { FigureCurve } from './figure-curve.tsx';
import { FIGURES, ownFigures } from './figures.ts';
import { prepareChanges } from './prepare-changes.ts';
import { orderServices } from './prepare-lanes.ts';
import { preparePoints, resolvePoint, serviceSeries, type TimePoint } from './prepare-points.ts';
import { prepareTimeline } from './prepare-timeline.ts';
import { Scrubber } from './scrubber.tsx';

/** Fetched when somebody wants figures instead of curves. */
const TimeTable = lazy(() =>
  keepAsking(() => import('./time-table.tsx').then((module) => ({ default: module.TimeTable }))),
);

const SHAPES = [
  { value: 'curves', label: 'Curves' },
  { value: 'table', label: 'Table' },
] as const;
const OPTIONS = FIGURES.map(({ id, label }) => ({ value: id, label }));
const [ERRORS] = FIGURES;

interface Props {
  view: RunView;
  moments: readonly WorldMoment[];
  position: number;
  /** A chosen point of time that belongs to the position but is not its own: a tick during a call, or after the last. */
  point?: number | null;
  onSelect: (position: number, point?: number) => void;
  /** The service whose figures are all shown. */
  service: string;
  onService: (name: string) => void;
  /** Also one curve for every service. */
  multiples?: boolean;
  className?: string;
}

/** The run over world time: calls and writes, the scrubber, and metric curves per service, all on one axis. */
export function TimePanel(props: Props) {
  const { view, moments, position, onSelect, service, onService } = props;
  const { multiples = false, className } = props;
  const [shape, setShape] = useState<'curves' | 'table'>('curves');
  const [figure, setFigure] = useState(ERRORS.id);
  const changes = useMemo(() => prepareChanges(view.calls), [view.calls]);
  const points = useMemo(() => preparePoints(moments, view.aftermath), [moments, view.aftermath]);
  const timeline = useMemo(() => prepareTimeline(points, view.calls, changes), [points, view.calls, changes]);
  const [start] = moments;
  if (!start) return null;
  const shared = { points, timeline, point: resolvePoint(props.point ?? null, points, position) };
  const look = FIGURES.find(({ id }) => id === figure) ?? ERRORS;
  const names = orderServices({
    names: start.world.services.map(({ name }) => name),
    links: start.world.links,
  });
  return (
    <Panel
      title="Time"
      className={className}
      actions={<Choice label="Show time as" options={SHAPES} value={shape} onChange={setShape} />}
    >
      <div className="flex flex-col gap-1.5">
        <Scrubber {...shared} calls={view.calls} onSelect={onSelect} />
        {shape === 'table' ? (
          <Suspense fallback={<Skeleton className="h-40 w-full" />}>
            <TimeTable {...shared} calls={view.calls} service={service} onSelect={onSelect} />
          </Suspense>
        ) : (
          <section aria-label={`Curves of ${service}`} className="flex flex-col gap-1.5">
            <h3 className="font-mono text-xs font-medium">{service}</h3>
            {[...FIGURES, ...ownFigures(points, service)].map((each) => (
              <FigureCurve key={each.id} look={each} service={service} {...shared} />
            ))}
          </section>
        )}
        {multiples && shape === 'curves' && (
          <section aria-label="Curves of every service" className="flex flex-col gap-1 pt-1.5">
            <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line pt-2">
              <h3 className="text-xs text-muted">
                Every service{look === ERRORS ? ', one scale' : ', each on its own scale'}
              </h3>
              <Choice label="Curve of every service" options={OPTIONS} value={figure} onChange={setFigure} />
            </div>
            {names.map((name) => (
              <FigureCurve
                key={name}
                look={look}
                service={name}
                {...shared}
                {...(look === ERRORS ? { max: sharedMax(points, names) } : {})}
                height={20}
                onSelect={onService}
                selected={name === service}
              />
            ))}
          </section>
        )}
      </div>
    </Panel>
  );
}

/** One scale for all shares of errors, so that rows can be compared. */
function sharedMax(points: readonly TimePoint[], names: readonly string[]): number {
  const values = names.flatMap((name) => serviceSeries(points, name, ERRORS.of));
  return Math.min(1, niceMax(values));
}
