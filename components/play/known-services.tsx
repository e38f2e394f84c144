'use client';

import { lazy, Suspense, useMemo, useState } from 'react';
import { Choice } from '#components/ui/choice.tsx';
import { cx } from '#components/ui/cx.ts';
import { formatPercent } from '#components/ui/format.ts';
import { HealthBadge } from '#components/ui/health-badge.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { knownWorld, type KnownService } from './prepare-known.ts';

/** Lays out what is known so far in the browser; fetched when somebody wants to see the picture. */
const KnownMap = lazy(() =>
  keepAsking(() => import('./known-map.tsx').then((module) => ({ default: module.KnownMap }))),
);

const SHAPES = [
  { value: 'list', label: 'List' },
  { value: 'map', label: 'Map' },
] as const;

interface Props {
  view: RunView;
  known: readonly KnownService[];
  chosen: string;
  onChoose: (name: string) => void;
}

/** What the player knows of the system: names that were read, and the figures of the last status of each. */
export function KnownServices({ view, known, chosen, onChoose }: Props) {
  const [shape, setShape] = useState<'list' | 'map'>('list');
  const world = useMemo(() => knownWorld(view, known), [view, known]);
  return (
    <section aria-label="What you know" className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-xs text-muted">
          What you know: {known.length} {known.length === 1 ? 'service' : 'services'} by name,{' '}
          {world.services.length} checked
        </h3>
        <Choice label="Show what you know as" options={SHAPES} value={shape} onChange={setShape} />
      </div>
      {shape === 'map' ? (
        <Suspense fallback={<Skeleton className="h-40 w-full" />}>
          <KnownMap
            names={known.map(({ name }) => name)}
            world={world}
            selected={chosen}
            onSelect={onChoose}
          />
        </Suspense>
      ) : (
        <ul className="flex flex-col border-t border-line">
          {known.map((service) => (
            <li key={service.name}>
              <KnownRow service={service} chosen={service.name === chosen} onChoose={onChoose} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function KnownRow({
  service,
  chosen,
  onChoose,
}: { service: KnownService; chosen: boolean } & Pick<Props, 'onChoose'>) {
  const { name, status, seenAt, settings } = service;
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChoose(name)}
      className={cx(
        'flex min-h-7 w-full flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-line px-1.5 py-1 text-left text-xs tabular-nums hover:bg-raised/60',
        chosen && 'bg-accent/6',
      )}
    >
      <span className="font-mono font-medium">{name}</span>
      {status ? (
        <HealthBadge health={status.service.health} />
      ) : (
        <span className="text-muted">not checked</span>
      )}
      <span className="ml-auto text-muted">
        {status
          ? `${formatPercent(status.service.errorRate)} errors at call ${status.call}`
          : seenAt === 0
            ? 'named in the report'
            : `named at call ${seenAt}`}
        {settings.size > 0 && ' · config read'}
      </span>
    </button>
  );
}
