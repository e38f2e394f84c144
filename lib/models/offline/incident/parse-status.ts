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
  /** Numbers by their label, in base units; words after a number ("33 idle in transaction") do not matter. */
  numbers: ReadonlyMap<string, Quantity>;
  /** What stands behind each label, as it stands there. */
  fields: ReadonlyMap<string, string>;
  /** "web 52 %, app 27 %": who has which part of something. */
  shares: { label: string; parts: { name: string; percent: number }[] }[];
  dependsOn: string[];
  /** Things of which another version is stored than the process has loaded. */
  stale: { what: string; stored: string; loaded: string }[];
}

/** The value of the first number whose label or text speaks of this; null when none does. */
export function readingOf({ numbers, fields }: StatusReport, about: RegExp): number | null {
  const found = [...numbers].find(([label]) => about.test(`${label} ${fields.get(label) ?? ''}`));
  return found?.[1].value ?? null;
}

const HEALTHY = /^(?:healthy|ok|up|green|running|normal|passing)$/i;

/** Below this share of failures, in percent, a service counts as working. */
const TOLERABLE_ERRORS = 1.5;

/** The service works by its own account. */
export const isWell = ({ health, errorRate }: StatusReport): boolean =>
  HEALTHY.test(health) && (errorRate === null || errorRate < TOLERABLE_ERRORS);

/** Queues shorter than this are nothing to speak of. */
const SOME_BACKLOG = 100;

/** More comes than is worked off, and much waits. */
export function fallsBehind(report: StatusReport): boolean {
  const waiting = readingOf(report, /\blag\b|_lag|backlog|(?:jobs|messages|items)_(?:waiting|pending)/i) ?? 0;
  const incoming = readingOf(report, /_in_|in_rate|\bin per/i);
  const outgoing = readingOf(report, /_out_|out_rate|\bout per/i);
  return waiting >= SOME_BACKLOG && incoming !== null && outgoing !== null && outgoing <= incoming;
}

/** The process was killed lately, as far as its status remembers. */
export const wasKilled = ({ fields }: StatusReport): boolean =>
  [...fields].some(([label, text]) => /exit/i.test(label) && /137|oom|kill/i.test(text));

/** "12 of 40", "790 of 1024 MB", "12 / 40". */
const GAUGE = /^(\d[\d,.]*) (?:of|\/) (\d[\d,.]*)/;
const SHARE = /(?<![\w.-])([a-z][\w.-]{0,60}) (\d+(?:\.\d+)?) %/gi;
const VERSIONS = [/(\S+) stored, (?:\w+ )?(\S+) loaded/, /stored (\S+), loaded (\S+)/] as const;

/** The number that a value begins with, with its unit; a share of something is a percentage. */
function leadingQuantity(value: string): Quantity | null {
  const whole = parseQuantity(value);
  if (whole) return whole;
  const match = /^(-?\d[\d,]*(?:\.\d+)?)(?: ?(%|[a-z]+))?(?![\w/])/i.exec(value);
  if (!match || GAUGE.test(value)) return null;
  return parseQuantity(`${match[1]} ${match[2] ?? ''}`) ?? parseQuantity(match[1] ?? '');
}

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
  const shares: StatusReport['shares'] = [];
  for (const [key, value] of fields) {
    const quantity = leadingQuantity(value);
    if (quantity) numbers.set(key, quantity);
    const gauge = GAUGE.exec(value);
    if (gauge) {
      const [used, limit] = [gauge[1], gauge[2]].map((part) => Number((part ?? '').replaceAll(',', '')));
      gauges.push({ name: key, used: used ?? 0, limit: limit ?? 0 });
    }
    const parts = [...value.matchAll(SHARE)].map(([, name = '', percent]) => ({
      name,
      percent: Number(percent),
    }));
    if (parts.length > 1) shares.push({ label: key, parts });
    const versions = VERSIONS.map((pattern) => pattern.exec(value)).find((match) => match !== null);
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
    fields: new Map(fields),
    shares,
    dependsOn: /^(?:none|-)?$/i.test(depends) ? [] : depends.split(/,\s*/),
    stale,
  };
}
