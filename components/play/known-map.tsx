'use client';

import { useMemo } from 'react';
import { layoutTopology } from '#components/run/layout-topology.ts';
import { TopologyView } from '#components/run/topology-view.tsx';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

interface Props {
  names: readonly string[];
  world: WorldSnapshot;
  selected: string;
  onSelect: (name: string) => void;
}

/** The picture of what was found out so far; it grows as more is read. Imports dagre: load it lazily. */
export function KnownMap({ names, world, selected, onSelect }: Props) {
  const layout = useMemo(
    () => layoutTopology({ services: names.map((name) => ({ name })), links: world.links }),
    [names, world],
  );
  return (
    <TopologyView
      layout={layout}
      world={world}
      changes={[]}
      position={0}
      selected={selected}
      onSelect={onSelect}
    />
  );
}
