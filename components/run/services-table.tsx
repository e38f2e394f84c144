import { HealthBadge } from '#components/ui/health-badge.tsx';
import { cx } from '#components/ui/cx.ts';
import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { formatLatency } from './run-words.ts';

interface Props {
  world: WorldSnapshot;
  selected: string | null;
  onSelect: (name: string) => void;
}

/** The picture as figures: every service at the chosen moment. */
export function ServicesTable({ world, selected, onSelect }: Props) {
  return (
    <div className="overflow-x-auto" role="region" aria-label="Services" tabIndex={0}>
      <table className="w-full border-collapse text-xs whitespace-nowrap tabular-nums">
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {['Service', 'Health', 'Errors', 'p99', 'Requests/s', 'Used', 'Calls', 'Changed keys'].map(
              (head) => (
                <th key={head} scope="col" className="h-7 px-2 font-medium first:pl-0">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {world.services.map((service) => (
            <tr
              key={service.name}
              className={cx('border-b border-line last:border-0', selected === service.name && 'bg-raised')}
            >
              <th scope="row" className="h-8 pr-2 text-left font-normal">
                <button
                  type="button"
                  className="font-mono underline-offset-2 hover:underline"
                  onClick={() => onSelect(service.name)}
                >
                  {service.name}
                </button>
              </th>
              <td className="px-2">
                <HealthBadge health={service.health} />
              </td>
              <td className="px-2">{formatPercent(service.errorRate)}</td>
              <td className="px-2">{service.p99Ms === null ? '–' : formatLatency(service.p99Ms)}</td>
              <td className="px-2">{formatNumber(Math.round(service.requestsPerSecond))}</td>
              <td className="px-2">
                {service.utilisation === undefined ? '–' : formatPercent(service.utilisation)}
              </td>
              <td className="px-2">{callsOf(world, service.name) || '–'}</td>
              <td className="px-2">
                <span className="font-mono">{service.changedKeys.join(', ') || '–'}</span>
                {service.restartPending && <span className="text-warn"> restart pending</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The services that one calls, each with its load and its failing share as far as there are any. */
function callsOf({ links }: WorldSnapshot, name: string): string {
  return links
    .filter(({ from }) => from === name)
    .map(({ to, errorRate, requestsPerSecond }) => {
      const facts = [
        requestsPerSecond === undefined ? null : `${formatNumber(Math.round(requestsPerSecond))}/s`,
        errorRate < 0.01 ? null : `${formatPercent(errorRate)} fail`,
      ].filter((fact) => fact !== null);
      return facts.length > 0 ? `${to} (${facts.join(', ')})` : to;
    })
    .join(', ');
}
