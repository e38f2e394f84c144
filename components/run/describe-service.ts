import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { ServiceSnapshot, WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { TopologyLayout } from './layout-topology.ts';
import type { KnobChange } from './prepare-changes.ts';
import { formatLatency } from './run-words.ts';

/** What every drawing of the topology takes. */
export interface TopologyProps {
  layout: TopologyLayout;
  world: WorldSnapshot;
  /** Accepted writes of the run, and the position up to which they count. */
  changes: readonly KnobChange[];
  position: number;
  /** Name of the service whose figures are shown beside it. */
  selected: string | null;
  onSelect: (name: string) => void;
}

/** A service in words, for those who do not see the picture. */
export function describeService(
  name: string,
  service: ServiceSnapshot | null,
  world?: Pick<WorldSnapshot, 'links'>,
): string {
  const calls = (world?.links ?? []).filter(({ from }) => from === name).map(({ to }) => to);
  const dependsOn = calls.length > 0 && `calls ${calls.join(', ')}`;
  if (!service) return [name, 'unknown', dependsOn].filter(Boolean).join(', ');
  return [
    name,
    service.health,
    `${formatPercent(service.errorRate)} errors`,
    `p99 ${formatLatency(service.p99Ms)}`,
    typeof service.utilisation === 'number' && `${formatPercent(service.utilisation)} of its capacity used`,
    service.changedKeys.length > 0 && `changed ${service.changedKeys.join(', ')}`,
    service.restartPending && 'restart pending',
    dependsOn,
  ]
    .filter(Boolean)
    .join(', ');
}

/** "120 requests/s", for a link. */
export function loadInWords(load: number): string {
  return `${formatNumber(Math.round(load))} requests/s`;
}
