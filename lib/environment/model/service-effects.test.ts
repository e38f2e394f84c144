import { describe, expect, test } from 'vitest';
import type { EffectCase } from '../testing/effect-case.ts';
import { AS_TOLD, playBothWays } from '../testing/effect-case.ts';
import type { Seen } from '../testing/shop-world.ts';
import { config } from '../testing/shop-world.ts';

const poisoned = { from: 'events-broker', share: 0.22, backlog: 40, poison: true };
const errorsOf = (name: string) => (seen: Seen) => seen.service(name).failing;

const CASES: EffectCase[] = [
  {
    effect: 'rollout: a share of the share that runs new code fails',
    bad: config('catalog-api', { 'flag.new_pricing': 100 }),
    good: config('catalog-api', { 'flag.new_pricing': 0 }),
    shows: (seen) => seen.service('catalog-api').own,
    broken: 0.27,
    well: 0,
    cause: { is: 'rollout_at_most', service: 'catalog-api', key: 'flag.new_pricing', atMost: 0 },
  },
  {
    effect: 'cache_ttl: short lives send the load to the database',
    bad: config('catalog-cache', { ttl_s: 5 }),
    good: config('catalog-cache', { ttl_s: 300 }),
    shows: (seen) => seen.service('catalog-db').utilisation,
    broken: 1.4,
    well: 0.2,
    cause: { is: 'hit_ratio_at_least', service: 'catalog-cache', atLeast: 0.85 },
  },
  {
    effect: 'cache_size: a cache too small evicts what is asked next',
    bad: config('catalog-cache', { max_memory_mb: 32 }),
    good: config('catalog-cache', { max_memory_mb: 800 }),
    shows: (seen) => 1 - seen.service('catalog-cache').hit,
    broken: 0.81,
    well: 0.06,
    cause: { is: 'hit_ratio_at_least', service: 'catalog-cache', atLeast: 0.85 },
  },
  {
    effect: 'background_load: own work takes capacity',
    bad: config('catalog-db', { stats_job_parallelism: 19 }),
    good: config('catalog-db', { stats_job_parallelism: 2 }),
    shows: (seen) => seen.service('catalog-db').utilisation,
    broken: 1.04,
    well: 0.2,
    cause: { is: 'background_at_most', service: 'catalog-db', atMost: 0.3 },
  },
  {
    effect: 'poll_interval: clients that ask a hundred times as often',
    bad: config('mobile-bff', { poll_interval_ms: 50 }),
    good: config('mobile-bff', { poll_interval_ms: 5000 }),
    topology: 'media',
    shows: (seen) => seen.service('sso').limited,
    broken: 0.85,
    well: 0,
    cause: { is: 'poll_at_most', from: 'mobile-bff', to: 'sso', rps: 20 },
  },
  {
    effect: 'rate_limit: what is above is turned away',
    bad: config('edge-gateway', { rate_limit_rps: 200 }),
    good: config('edge-gateway', { rate_limit_rps: 430 }),
    shows: errorsOf('edge-gateway'),
    broken: 0.5,
    well: 0,
    cause: { is: 'limit_covers', service: 'edge-gateway', atLeast: 1.05, atMost: 0.95 },
  },
  {
    effect: 'consumers: fewer than the inflow needs',
    bad: config('notify-worker', { concurrency: 1 }),
    good: config('notify-worker', { concurrency: 3 }),
    shows: (seen) => seen.service('notify-worker').state.lag,
    broken: 1990,
    well: 0,
    cause: { is: 'consumers_cover', service: 'notify-worker', atLeast: 1.2 },
  },
  {
    effect: 'prefetch: consumers that fetch one by one wait for each other',
    bad: config('notify-worker', { concurrency: 2, prefetch: 1 }),
    good: config('notify-worker', { concurrency: 2, prefetch: 20 }),
    shows: (seen) => seen.service('notify-worker').state.lag,
    broken: 1600,
    well: 0,
    cause: { is: 'consumers_cover', service: 'notify-worker', atLeast: 1.2 },
  },
  {
    effect: 'redeliveries: a message that is never put aside stops the queue',
    bad: { services: { 'notify-worker': { consumes: poisoned, config: { max_redeliveries: 0 } } } },
    good: { services: { 'notify-worker': { consumes: poisoned, config: { max_redeliveries: 5 } } } },
    shows: (seen) => Number(seen.service('notify-worker').state.stuck),
    broken: 1,
    well: 0,
    cause: { is: 'redelivery_bounded', service: 'notify-worker', atMost: 100 },
  },
  {
    effect: 'memory_each: more than the limit is killed right after the start',
    bad: config('catalog-api', { heap_max_mb: 900 }),
    good: config('catalog-api', { heap_max_mb: 600 }),
    shows: (seen) => seen.service('catalog-api').state.failures,
    broken: 6,
    well: 0,
    cause: { is: 'memory_fits', service: 'catalog-api', atMost: 1 },
  },
  {
    effect: 'memory_count: so many times as much',
    bad: config('transcoder', { workers: 6 }),
    good: config('transcoder', { workers: 5 }),
    topology: 'media',
    shows: (seen) => seen.service('transcoder').state.exitCode,
    broken: 137,
    well: 0,
    cause: { is: 'memory_fits', service: 'transcoder', atMost: 1 },
  },
  {
    effect: 'cache_entries: without a bound memory grows until the service is killed',
    bad: config('catalog-api', { local_cache_max_entries: 0 }),
    good: config('catalog-api', { local_cache_max_entries: 50_000 }),
    ticks: 2,
    shows: (seen) => seen.service('catalog-api').state.exitCode,
    broken: 137,
    well: 0,
    cause: { is: 'memory_bounded', service: 'catalog-api', atMost: 1 },
  },
  {
    effect: 'memory_limit: limits that a node cannot keep hurt all who are on it',
    bad: config('catalog-api', { memory_limit_mb: 9000 }),
    good: config('catalog-api', { memory_limit_mb: 1500 }),
    shows: errorsOf('auth-service'),
    broken: 0.4,
    well: 0,
    cause: { is: 'memory_fits', service: 'catalog-api', atMost: 1 },
  },
  {
    effect: 'disk_rate: a talkative log fills the volume, and writes fail',
    bad: config('orders-api', { log_level: 'TRACE' }),
    good: config('orders-api', { log_level: 'DEBUG' }),
    shows: errorsOf('orders-db'),
    broken: 0.4,
    well: 0,
    cause: { is: 'disk_fits', volume: 'data-orders', atMost: 0.9 },
  },
  {
    effect: 'disk_keep: what is kept too long fills a volume for others as well',
    bad: config('backup-agent', { keep_snapshots: 90 }),
    good: config('backup-agent', { keep_snapshots: 30 }),
    topology: 'media',
    shows: errorsOf('search-svc'),
    broken: 0.3,
    well: 0,
    cause: { is: 'disk_fits', volume: 'vol-search', atMost: 0.9 },
  },
  {
    effect: 'workers: fewer than the demand needs',
    bad: config('payments-api', { worker_threads: 4 }),
    good: config('payments-api', { worker_threads: 12 }),
    shows: errorsOf('payments-api'),
    broken: 0.8,
    well: 0,
    cause: { is: 'capacity_covers', service: 'payments-api', atLeast: 1.05 },
  },
];

describe('effects in services, both ways', () => {
  test.each(CASES)('$effect', (each) => {
    expect(playBothWays(each)).toEqual(AS_TOLD);
  });
});
