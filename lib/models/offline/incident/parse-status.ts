import { parseQuantity, type Quantity } from '../transcript/quantity.ts';

/** "45 of 100": how much of a limited thing is in use. */
export interface Gauge {
  name: string;
  used: number;
  limit: number;
}

/** What one status check said about a service. */
export interface StatusReport {
  service: string;
  /** The service's own word for its health, e.g. "degraded". */
  health: string;
  /** Percent of failed requests; null when not stated. */
  errorRate: number | null;
  /** The slowest percentile that is stated, in ms. */
  tailLatencyMs: number | null;
  tailName: string | null;
  gauges: Gauge[];
  /** Numbers by their label, in base units. */
  numbers: ReadonlyMap<string, Quantity>;
  dependsOn: string[];
  /** Things of which another version is stored than the process has loaded. */
  stale: { what: string; stored: string; loaded: string }[];
}

const HEALTHY = /^(?:healthy|ok|up|green|running|normal|passing)$/i;

/** Below this share of failures, in percent, a service counts as working. */
const TOLERABLE_ERRORS = 1;

export const isWell = ({ health, errorRate }: StatusReport): boolean =>
  HEALTHY.test(health) && (errorRate === null || errorRate < TOLERABLE_ERRORS);

const fieldsOf = (text: string): [string, string][] =>
  text.split('\n').flatMap((line) => {
    const match = /^\s+([\w .()-]+?):\s*(.+?)\s*$/.exec(line);
    return match?.[1] !== undefined && match[2] !== undefined
      ? [[match[1], match[2]] as [string, string]]
      : [];
  });

/** Reads the answer of check_service_status; null when it is not one. */
export function parseStatus(text: string): StatusReport | null {
  const fields = fieldsOf(text);
  const service = text.split('\n')[0]?.trim() ?? '';
  const health = fields.find(([key]) => /^(?:status|health|state)$/i.test(key))?.[1];
  if (health === undefined || !/^[\w.-]+:?$/.test(service)) return null;

  const numbers = new Map<string, Quantity>();
  const gauges: Gauge[] = [];
  const stale: StatusReport['stale'] = [];
  for (const [key, value] of fields) {
    const quantity = parseQuantity(value);
    if (quantity) numbers.set(key, quantity);
    const gauge = /^(\d[\d,]*) (?:of|\/) (\d[\d,]*)/.exec(value);
    if (gauge) {
      const [used, limit] = [gauge[1], gauge[2]].map((part) => Number((part ?? '').replaceAll(',', '')));
      gauges.push({ name: key, used: used ?? 0, limit: limit ?? 0 });
    }
    const versions = /(\S+) stored, (?:\w+ )?(\S+) loaded/.exec(value);
    if (versions?.[1] !== undefined && versions[2] !== undefined && versions[1] !== versions[2]) {
      stale.push({ what: key, stored: versions[1], loaded: versions[2] });
    }
  }
  const numberOf = (pattern: RegExp, dimension: Quantity['dimension']) =>
    [...numbers].findLast(([key, quantity]) => pattern.test(key) && quantity.dimension === dimension);
  const tail =
    numberOf(/p99/i, 'time') ?? numberOf(/p9\d|max/i, 'time') ?? numberOf(/latency|duration/i, 'time');
  const depends = fields.find(([key]) => /^(?:depends|dependenc|upstreams?|calls)/i.test(key))?.[1] ?? '';
  return {
    service: service.replace(/:$/, ''),
    health,
    errorRate: numberOf(/error|fail/i, 'percent')?.[1].value ?? null,
    tailLatencyMs: tail?.[1].value ?? null,
    tailName: tail ? (/p\d+/.exec(tail[0])?.[0] ?? 'latency') : null,
    gauges,
    numbers,
    dependsOn: /^(?:none|-)?$/i.test(depends) ? [] : depends.split(/,\s*/),
    stale,
  };
}
