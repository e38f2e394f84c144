'use client';

import { useEffect, useState } from 'react';
import type { TopologyLayout } from '#components/run/layout-topology.ts';
import { ServiceLine } from '#components/run/service-line.tsx';
import { TopologyView } from '#components/run/topology-view.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { ScenarioPreview } from '#lib/protocol/scenario.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

interface Props {
  preview: ScenarioPreview | null;
  /** The preview is of an earlier text, because the present one has problems. */
  stale: boolean;
}

/** The incident as it begins, while its text is being written. */
export function PreviewPanel({ preview, stale }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const layout = useLayout(preview?.world ?? null);
  if (!preview) {
    return <EmptyState title="No picture yet">It appears as soon as the text has no problems.</EmptyState>;
  }
  const { world, request, title } = preview;
  const service = world.services.find(({ name }) => name === chosen) ?? world.services[0];
  return (
    <div className="flex flex-col gap-3 p-3">
      {stale && (
        <p role="status" className="text-xs text-warn">
          The picture shows the last text without problems.
        </p>
      )}
      <div>
        <h3 className="font-semibold break-words">{title}</h3>
        <p className="break-words whitespace-pre-wrap text-muted">{request}</p>
      </div>
      {layout ? (
        <TopologyView
          layout={layout}
          world={world}
          changes={[]}
          position={0}
          selected={service?.name ?? null}
          onSelect={setChosen}
        />
      ) : (
        <Skeleton className="h-64" />
      )}
      {service && <ServiceLine service={service} changes={[]} position={0} />}
    </div>
  );
}

/** The layout of this shape; computed in a chunk of its own, and again only when names or links change. */
function useLayout(world: WorldSnapshot | null): TopologyLayout | null {
  const shape =
    world &&
    JSON.stringify([world.services.map(({ name }) => name), world.links.map(({ from, to }) => [from, to])]);
  const [placed, setPlaced] = useState<{ shape: string; layout: TopologyLayout } | null>(null);
  useEffect(() => {
    if (!world || shape === null) return;
    let current = true;
    const place = async () => {
      const { layoutTopology } = await keepAsking(() => import('#components/run/layout-topology.ts'));
      if (current) setPlaced({ shape, layout: layoutTopology(world) });
    };
    void place();
    return () => {
      current = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the shape alone decides the layout
  }, [shape]);
  return placed?.shape === shape ? placed.layout : null;
}
