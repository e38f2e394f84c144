import { HealthBadge } from '#components/ui/health-badge.tsx';
import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import { changesOf, type KnobChange } from './prepare-changes.ts';
import { formatLatency } from './run-words.ts';

interface Props {
  service: ServiceSnapshot;
  changes: readonly KnobChange[];
  position: number;
}

/** Everything that is known of one service at the chosen moment. */
export function ServiceLine({ service, changes, position }: Props) {
  const { restartPending, utilisation } = service;
  const changed = changesOf(changes, position, service);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs tabular-nums">
      <span className="font-mono font-medium">{service.name}</span>
      <HealthBadge health={service.health} />
      <span className="text-muted">
        {service.type} · {formatPercent(service.errorRate)} errors · p50 {formatLatency(service.p50Ms)} · p99{' '}
        {formatLatency(service.p99Ms)} · {formatNumber(Math.round(service.requestsPerSecond))} requests/s
        {typeof utilisation === 'number' && ` · ${formatPercent(utilisation)} of capacity`}
      </span>
      {changed.map(({ key, call, value }) => (
        <span key={key} className="text-write">
          changed{' '}
          <span className="font-mono">
            {key}
            {value !== null && ` = ${value}`}
          </span>
          {call !== null && ` at call ${call}`}
        </span>
      ))}
      {restartPending && <span className="text-warn">stored config not loaded: restart pending</span>}
    </div>
  );
}
