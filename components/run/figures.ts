import { formatNumber, formatPercent } from '#components/ui/format.ts';
import type { ServiceFigures, TimePoint } from './prepare-points.ts';
import { formatLatency } from './run-words.ts';

/** A metric that is drawn over world time, with its unit and colour. */
export interface FigureLook {
  id: string;
  label: string;
  /** Null where the service does not have it. */
  of: (service: ServiceFigures) => number | null;
  format: (value: number | null) => string;
  /** No value can be above it, so neither is the scale. */
  most?: number;
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
  most: 1,
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

/** What else one service has to show, where the log has it. */
export function ownFigures(points: readonly Pick<TimePoint, 'services'>[], name: string): FigureLook[] {
  const own = points.flatMap(({ services }) => services.filter((service) => service.name === name));
  const keys = new Set(own.flatMap(({ curves }) => Object.keys(curves ?? {})));
  const hasUtilisation = own.some(({ utilisation }) => typeof utilisation === 'number');
  const further = [...keys].map(curveLook);
  return hasUtilisation ? [UTILISATION, ...further] : further;
}

function curveLook(key: string): FigureLook {
  const { label, format } = CURVES[key] ?? { label: key, format: count };
  return { ...PLAIN, id: key, label, of: ({ curves }) => curves?.[key] ?? null, format };
}
