import { HealthBadge } from '#components/ui/health-badge.tsx';
import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import { formatLatency } from './run-words.ts';

/** Everything that is known of one service at the chosen moment. */
export function ServiceLine({ service }: { service: ServiceSnapshot }) {
  const { changedKeys, restartPending } = service;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs tabular-nums">
      <span className="font-mono font-medium">{service.name}</span>
      <HealthBadge health={service.health} />
      <span className="text-muted">
        {service.type} · {formatPercent(service.errorRate)} errors · p50 {formatLatency(service.p50Ms)} · p99{' '}
        {formatLatency(service.p99Ms)} · {formatNumber(Math.round(service.requestsPerSecond))} requests/s
      </span>
      {changedKeys.length > 0 && (
        <span className="text-write">
          changed <span className="font-mono">{changedKeys.join(', ')}</span>
        </span>
      )}
      {restartPending && <span className="text-warn">stored config not loaded: restart pending</span>}
    </div>
  );
}
