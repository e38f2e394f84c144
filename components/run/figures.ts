import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { WorldMoment } from '#lib/protocol/run-view.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';
import { formatLatency } from './run-words.ts';

/** A metric that is drawn over world time, with its unit and colour. */
export interface FigureLook {
  id: string;
  label: string;
  /** Null where the service does not have it. */
  of: (service: ServiceSnapshot) => number | null;
  format: (value: number | null) => string;
  stroke: string;
  dot: string;
}

const PLAIN = { stroke: 'stroke-muted', dot: 'var(--muted)' } as const;
const known = (write: (value: number) => string) => (value: number | null) =>
  value === null ? 'unknown' : write(value);
const share = known(formatPercent);
const count = known((value) => formatNumber(Math.round(value * 10) / 10));

const ERRORS: FigureLook = {
  id: 'errors',
  label: 'errors',
  of: ({ errorRate }) => errorRate,
  format: share,
  stroke: 'stroke-bad',
  dot: 'var(--bad)',
};

/** Every service has these. The first is what is shown unless somebody chooses. */
export const FIGURES: readonly [FigureLook, ...FigureLook[]] = [
  ERRORS,
  { ...PLAIN, id: 'p99', label: 'p99', of: ({ p99Ms }) => p99Ms, format: formatLatency },
  {
    id: 'requests',
    label: 'requests/s',
    of: ({ requestsPerSecond }) => requestsPerSecond,
    format: known((value) => `${formatNumber(Math.round(value))}/s`),
    stroke: 'stroke-accent',
    dot: 'var(--accent)',
  },
];

const UTILISATION: FigureLook = {
  ...PLAIN,
  id: 'utilisation',
  label: 'of capacity used',
  of: ({ utilisation }) => utilisation ?? null,
  format: share,
};

/** The further numbers that a snapshot may hold: what they are called, and whether they are shares. */
const CURVES: Record<string, { label: string; format: FigureLook['format'] }> = {
  memory: { label: 'memory of its limit', format: share },
  pool: { label: 'pool in use', format: share },
  disk: { label: 'disk in use', format: share },
  hitRatio: { label: 'cache hits', format: share },
  queue: { label: 'messages waiting', format: count },
  attempts: { label: 'attempts per request', format: count },
};

/** What else one service has to show, where its snapshots have it. */
export function ownFigures(moments: readonly WorldMoment[], name: string): FigureLook[] {
  const snapshots = moments.flatMap(({ world }) => world.services.filter((service) => service.name === name));
  const keys = new Set(snapshots.flatMap(({ curves }) => Object.keys(curves ?? {})));
  const hasUtilisation = snapshots.some(({ utilisation }) => typeof utilisation === 'number');
  const further = [...keys].map(curveLook);
  return hasUtilisation ? [UTILISATION, ...further] : further;
}

function curveLook(key: string): FigureLook {
  const { label, format } = CURVES[key] ?? { label: key, format: count };
  return { ...PLAIN, id: key, label, of: ({ curves }) => curves?.[key] ?? null, format };
}
