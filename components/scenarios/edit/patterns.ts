import type { ScenarioTopology } from '#lib/protocol/scenario.ts';

/** A common kind of incident: which keys can have it, and what must be true for it to be gone. */
export interface Pattern {
  family: string;
  label: string;
  /** Effects that the wrong key has. */
  effects: readonly string[];
  /** Whether the cause speaks about a link. */
  link: boolean;
  cause: (of: { service: string; key: string; to: string }) => Record<string, unknown>;
  /** What to think of when choosing values. */
  hint: string;
}

export const PATTERNS: readonly Pattern[] = [
  {
    family: 'upstream-timeout',
    label: 'A caller gives up too early',
    effects: ['timeout'],
    link: true,
    cause: ({ service, to }) => ({ is: 'timeout_covers', from: service, to, atLeast: 1.25, atMost: 6 }),
    hint: 'Make the callee slow (latency.p99Ms above the limit, slow.share large) and the limit shorter than that.',
  },
  {
    family: 'db-pool',
    label: 'A connection pool is too small',
    effects: ['pool'],
    link: true,
    cause: ({ service, to }) => ({ is: 'pool_covers', from: service, to, atLeast: 1.05 }),
    hint: 'Demand is requests per second × holdMs / 1000 of the link; the pool must be below it.',
  },
  {
    family: 'memory-limit',
    label: 'A memory limit is too low',
    effects: ['memory_limit'],
    link: false,
    cause: ({ service }) => ({ is: 'memory_fits', service, atMost: 0.95 }),
    hint: 'Memory is memory.baseMb and what settings add; above the limit the service is killed.',
  },
  {
    family: 'retry-storm',
    label: 'Retries multiply the load',
    effects: ['retries'],
    link: true,
    cause: ({ service, to }) => ({ is: 'amplification_below', from: service, to, atMost: 2, retries: 1 }),
    hint: 'The callee needs little spare capacity and waste, and a burst that starts the storm.',
  },
  {
    family: 'credential',
    label: 'A value is not accepted',
    effects: ['accepts'],
    link: false,
    cause: ({ service, key }) => ({ is: 'value_accepted', service, key }),
    hint: 'Give a value that is not among those that the effect accepts.',
  },
  {
    family: 'feature-flag',
    label: 'New code runs for too many',
    effects: ['rollout'],
    link: false,
    cause: ({ service, key }) => ({ is: 'rollout_at_most', service, key, atMost: 0 }),
    hint: 'The effect says which share of the new code fails; the value is the percentage that runs it.',
  },
  {
    family: 'cache',
    label: 'A cache hits too rarely',
    effects: ['cache_ttl', 'cache_size'],
    link: false,
    cause: ({ service }) => ({ is: 'hit_ratio_at_least', service, atLeast: 0.9 }),
    hint: 'The hit ratio is ttl / (ttl + halfS), times the root of size / workingSetMb.',
  },
  {
    family: 'address',
    label: 'An address leads nowhere',
    effects: ['address'],
    link: true,
    cause: ({ service, to }) => ({ is: 'address_reaches', from: service, to }),
    hint: 'Another host is unknown, another port is refused; both within milliseconds.',
  },
  {
    family: 'rate-limit',
    label: 'A rate limit turns users away',
    effects: ['rate_limit'],
    link: false,
    cause: ({ service }) => ({ is: 'limit_covers', service, atLeast: 1.05, atMost: 0.95 }),
    hint: 'Below what legitimate clients send; the fix lies between that and what the service can take.',
  },
  {
    family: 'queue-lag',
    label: 'Consumers fall behind',
    effects: ['consumers'],
    link: false,
    cause: ({ service }) => ({ is: 'consumers_cover', service, atLeast: 1.2 }),
    hint: 'Throughput is consumers × rpsEach; it must be below what comes in.',
  },
  {
    family: 'certificate',
    label: 'A certificate is not valid',
    effects: ['certificate'],
    link: false,
    cause: ({ service }) => ({ is: 'certificate_valid', service }),
    hint: 'Name a certificate whose time has passed or not begun; the fix names one that is valid.',
  },
  {
    family: 'disk-full',
    label: 'A disk runs full',
    effects: ['disk_keep'],
    link: false,
    cause: () => ({ is: 'disk_fits', volume: 'data', atMost: 0.9 }),
    hint: 'Kept amount × gbEach must exceed the volume; name the volume of the service in the cause.',
  },
];

/** A key that a pattern can go wrong at. */
export interface Candidate {
  service: string;
  key: string;
  value: string;
  unit: string | null;
  /** Services at the other end, for causes that speak about a link. */
  ends: string[];
}

export function candidatesFor(pattern: Pattern, { services, links }: ScenarioTopology): Candidate[] {
  return services.flatMap(({ name, settings }) =>
    settings.flatMap(({ key, value, unit, effects }) => {
      const effect = effects.find(({ kind }) => pattern.effects.includes(kind));
      if (!effect) return [];
      const callees = links.filter(({ from }) => from === name).map(({ to }) => to);
      const ends = pattern.link ? (effect.to === null ? callees : [effect.to]) : [];
      return pattern.link && ends.length === 0 ? [] : [{ service: name, key, value, unit, ends }];
    }),
  );
}
