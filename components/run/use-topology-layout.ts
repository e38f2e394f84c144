'use client';

import { useEffect, useState } from 'react';
import { keepAsking } from '#lib/client/keep-asking.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { TopologyLayout } from './layout-topology.ts';

/**
 * The layout that the server computed; for a run that starts while the page is open it is computed here, by a chunk
 * that only such pages load. Null until then.
 */
export function useTopologyLayout(
  given: TopologyLayout | null,
  world: WorldSnapshot | null,
): TopologyLayout | null {
  const [computed, setComputed] = useState<TopologyLayout | null>(null);
  const wanted = given === null && computed === null ? world : null;
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    const compute = async () => {
      const { layoutTopology } = await keepAsking(() => import('./layout-topology.ts'));
      if (current) setComputed(layoutTopology(wanted));
    };
    void compute();
    return () => {
      current = false;
    };
  }, [wanted]);
  return given ?? computed;
}
