import type { LogInput, ServiceInput, SettingInput } from './setting-forms.ts';
import {
  bytes,
  choice,
  count,
  flag,
  logLevel,
  millis,
  port,
  ratio,
  routes,
  seconds,
  text,
} from './setting-forms.ts';

/** The services that the classic incidents share; what differs between the incidents is a parameter. */

export const background = (
  level: LogInput['level'],
  every: number,
  offset: number,
  words: string | string[],
  rest: Partial<LogInput> = {},
): LogInput => ({
  when: { is: 'always' },
  level,
  every,
  offset,
  texts: [words].flat(),
  unrelated: true,
  ...rest,
});

export const checkPassed = (to: string, every: number, offset: number): LogInput => ({
  when: { is: 'check_passed', to },
  level: 'INFO',
  every,
  offset,
  texts: ['health check of {upstream} passed in {count} ms'],
  counts: [12, 9, 14, 11],
  unrelated: true,
});

export const gatewayGauges: NonNullable<ServiceInput['gauges']> = [
  { label: 'connections_active', reads: 'slots' },
  { label: 'connections_peak', reads: 'slots_peak' },
];

export function gatewayConfig(numbers: {
  timeoutMs: number;
  connections: number;
  routes: Record<string, string>;
}): SettingInput[] {
  return [
    seconds('health_check_interval_s', 10, [1, 300], { applies: 'hot' }),
    millis('connect_timeout_ms', 1000, [50, 60_000]),
    count('max_retries', 3, [0, 10], { applies: 'hot', effect: { kind: 'retries' }, sane: [1, 4] }),
    millis('retry_backoff_ms', 200, [0, 10_000], { applies: 'hot' }),
    millis('upstream_timeout_ms', numbers.timeoutMs, [100, 600_000], { effect: { kind: 'timeout' } }),
    count('max_connections', numbers.connections, [256, 20_000], { effect: { kind: 'slots' } }),
    count('keepalive_requests', 1000, [1, 100_000]),
    seconds('idle_timeout_s', 75, [5, 3600]),
    bytes('client_body_limit', '8MB', [1, 512]),
    flag('compression', true, { applies: 'hot' }),
    logLevel,
    routes(numbers.routes),
  ];
}

export const authService = (p99Ms: number): ServiceInput => ({
  name: 'auth-service',
  type: 'application',
  latency: { p50Ms: 22, p99Ms },
  p99TargetMs: 250,
  configVersion: 7,
  config: [
    count('worker_threads', 16, [1, 256], { effect: { kind: 'workers', rpsEach: 12 } }),
    count('db_pool_size', 12, [1, 200], { effect: { kind: 'pool', to: 'user-db' } }),
    seconds('token_ttl_s', 3600, [60, 86_400]),
    seconds('session_cache_ttl_s', 300, [1, 86_400], { applies: 'hot' }),
    count('login_rate_limit_per_min', 600, [10, 100_000], { applies: 'hot' }),
    count('bcrypt_cost', 10, [4, 15]),
    seconds('jwks_refresh_s', 900, [30, 86_400]),
    flag('mfa_required_for_admins', true),
    port(),
    logLevel,
  ],
  gauges: [{ label: 'active_sessions', reads: 'steady', value: 8140 }],
  logs: [
    background('INFO', 3, 0, 'refreshed 2 signing keys'),
    background('WARN', 4, 1, [
      'login rejected for user {id}: wrong password',
      'login rejected for user {id}: account locked',
    ]),
    background('INFO', 2, 1, 'issued {count} tokens', { counts: [412, 398, 431, 405] }),
  ],
});

export const redisCache: ServiceInput = {
  name: 'redis-cache',
  type: 'cache',
  latency: { p50Ms: 1, p99Ms: 3 },
  p99TargetMs: 20,
  configVersion: 8,
  config: [
    bytes('maxmemory', '512MB', [16, 65_536]),
    choice(
      'maxmemory_policy',
      'allkeys-lru',
      ['noeviction', 'allkeys-lru', 'allkeys-lfu', 'volatile-lru'],
      'hot',
    ),
    count('maxclients', 1000, [10, 65_000]),
    seconds('idle_client_timeout_s', 300, [0, 86_400], { applies: 'hot' }),
    seconds('tcp_keepalive_s', 300, [0, 7200]),
    seconds('save_interval_s', 900, [60, 86_400]),
    millis('slowlog_threshold_ms', 10, [1, 10_000], { applies: 'hot' }),
    choice('appendfsync', 'everysec', ['always', 'everysec', 'no']),
    flag('lazyfree_lazy_eviction', true),
  ],
  gauges: [
    { label: 'hit_rate', reads: 'steady', value: 94.2, unit: '%', digits: 1 },
    { label: 'memory', reads: 'steady', value: 471, of: 512, unit: 'MB' },
  ],
  logs: [
    background(
      'INFO',
      4,
      0,
      ['background save finished: 471 MB in {count} s', 'background save finished: 468 MB in {count} s'],
      { counts: [6, 7] },
    ),
    background('WARN', 6, 2, 'memory at 92 % of maxmemory, evicting by allkeys-lru'),
  ],
};

export const userDb: ServiceInput = {
  name: 'user-db',
  type: 'database',
  latency: { p50Ms: 4, p99Ms: 40 },
  showsLatency: false,
  p99TargetMs: 400,
  configVersion: 31,
  config: [
    count('max_connections', 200, [20, 2000], { effect: { kind: 'connection_limit' }, sane: [150, 400] }),
    bytes('shared_buffers', '2GB', [128, 65_536]),
    bytes('work_mem', '16MB', [1, 4096]),
    millis('statement_timeout_ms', 30_000, [100, 3_600_000]),
    seconds('idle_in_transaction_timeout_s', 600, [0, 86_400]),
    seconds('checkpoint_timeout_s', 300, [30, 3600]),
    bytes('max_wal_size', '4GB', [128, 65_536]),
    millis('log_min_duration_ms', 1000, [0, 600_000], { applies: 'hot' }),
    ratio('random_page_cost', 1.1, [0.1, 100]),
    flag('autovacuum', true, { applies: 'hot' }),
  ],
  gauges: [
    { label: 'connections_active', reads: 'connections' },
    { label: 'cpu', reads: 'steady', value: 61, unit: '%' },
  ],
};

export const notificationService = (numbers: {
  p99Ms: number;
  p99TargetMs: number;
  failing: number;
  backlog: number;
  logs: LogInput[];
}): ServiceInput => ({
  name: 'notification-service',
  type: 'application',
  latency: { p50Ms: 48, p99Ms: numbers.p99Ms },
  p99TargetMs: numbers.p99TargetMs,
  backgroundErrorRate: numbers.failing,
  ownRps: 6,
  configVersion: 19,
  config: [
    text('smtp_host', 'mail-relay.internal'),
    count('smtp_port', 587, [1, 65_535]),
    millis('smtp_timeout_ms', 10_000, [100, 120_000]),
    count('smtp_retries', 5, [0, 50], { applies: 'hot' }),
    seconds('retry_backoff_s', 60, [1, 3600], { applies: 'hot' }),
    count('worker_threads', 8, [1, 128], { effect: { kind: 'workers', rpsEach: 10 } }),
    count('queue_max', 20_000, [100, 1_000_000]),
    count('batch_size', 50, [1, 1000], { applies: 'hot' }),
    port(),
    logLevel,
  ],
  gauges: [{ label: 'queue_depth', reads: 'steady', value: numbers.backlog }],
  logs: numbers.logs,
});

export const backendApi = (numbers: {
  p50Ms: number;
  p99Ms: number;
  p99TargetMs: number;
  slow?: { share: number; backlogTicks: number };
  logs: LogInput[];
}): ServiceInput => ({
  name: 'backend-api',
  type: 'application',
  latency: { p50Ms: numbers.p50Ms, p99Ms: numbers.p99Ms },
  p99TargetMs: numbers.p99TargetMs,
  ...(numbers.slow && { slow: numbers.slow }),
  configVersion: 44,
  config: [
    count('worker_threads', 60, [1, 512], { effect: { kind: 'workers', rpsEach: 10 } }),
    count('db_pool_size', 80, [1, 500], { effect: { kind: 'pool', to: 'user-db' } }),
    millis('db_query_timeout_ms', 12_000, [100, 600_000], { effect: { kind: 'timeout', to: 'user-db' } }),
    millis('cache_timeout_ms', 250, [1, 10_000], { effect: { kind: 'timeout', to: 'redis-cache' } }),
    seconds('cache_ttl_s', 120, [1, 86_400], { applies: 'hot' }),
    count('page_size', 50, [1, 1000], { applies: 'hot' }),
    millis('slow_query_log_ms', 1000, [1, 600_000], { applies: 'hot' }),
    bytes('max_body', '4MB', [1, 256]),
    port(),
    logLevel,
  ],
  gauges: [{ label: 'heap', reads: 'steady', value: 612, of: 1024, unit: 'MB' }],
  logs: numbers.logs,
});

export const paymentService = (numbers: {
  p50Ms: number;
  p99Ms: number;
  p99TargetMs: number;
  slow?: { share: number; backlogTicks: number };
  logs: LogInput[];
}): ServiceInput => ({
  name: 'payment-service',
  type: 'application',
  latency: { p50Ms: numbers.p50Ms, p99Ms: numbers.p99Ms },
  p99TargetMs: numbers.p99TargetMs,
  ...(numbers.slow && { slow: numbers.slow }),
  configVersion: 2,
  config: [
    text('provider_url', 'https://gateway.provider.example/v3'),
    millis('provider_timeout_ms', 120_000, [1000, 600_000]),
    count('provider_retries', 0, [0, 10], { applies: 'hot' }),
    count('worker_threads', 40, [1, 512], { effect: { kind: 'workers', rpsEach: 2.5 } }),
    count('db_pool_size', 80, [1, 500], { effect: { kind: 'pool', to: 'user-db' } }),
    seconds('idempotency_window_s', 86_400, [60, 604_800]),
    flag('capture_immediately', true, { applies: 'hot' }),
    choice('currency', 'EUR', ['EUR', 'USD', 'GBP']),
    port(),
    logLevel,
  ],
  gauges: [{ label: 'transactions_open', reads: 'steady', value: 604 }],
  logs: numbers.logs,
});
