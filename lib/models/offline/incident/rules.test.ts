import { describe, expect, test } from 'vitest';
import type { ToolUse } from '../transcript/tool-uses.ts';
import { diagnose } from './diagnose.ts';
import { factsOf } from './facts.ts';
import { STRONG, WEAK } from './hypothesis.ts';

/** Observations that tell two faults with the same symptom apart, in a world of the test's own. */

type Seen = Pick<ToolUse, 'name' | 'args' | 'result'>;
const seen = (name: string, service: string, result: string): Seen => ({
  name,
  args: { service_name: service },
  result,
});
const status = (service: string, ...rows: string[]) =>
  seen('check_service_status', service, [service, ...rows.map((row) => `  ${row}`)].join('\n'));
const logs = (service: string, ...lines: string[]) =>
  seen(
    'check_logs',
    service,
    lines.map((line, index) => `2031-01-01T00:00:${String(50 - index).padStart(2, '0')}Z ${line}`).join('\n'),
  );
const config = (service: string, settings: Record<string, unknown>) =>
  seen('read_config', service, JSON.stringify(settings, null, 2));
const causes = (...all: Seen[]) =>
  diagnose(
    factsOf(all.map(({ name, args, result }, index) => ({ name, args, result, index, turn: index }))),
  ).filter(({ support }) => support >= STRONG);
const best = (...all: Seen[]) => causes(...all)[0];
const SICK = ['status: unhealthy', 'error_rate: 30 %'];

describe('a pool of which all is in use', () => {
  const settings = config('ferry', { berth_pool: 12, tx_idle_limit_ms: 0 });
  test('is raised when its holders work', () => {
    const ferry = status(
      'ferry',
      ...SICK,
      'berth_pool: 12 of 12',
      'berth_waiting: 9',
      'berth_idle: 1 idle in transaction',
    );
    expect(best(ferry, settings)).toMatchObject({
      cause: 'exhausted-capacity',
      change: { key: 'berth_pool' },
    });
  });
  test('is taken from holders that idle', () => {
    const ferry = status(
      'ferry',
      ...SICK,
      'berth_pool: 12 of 12',
      'berth_waiting: 9',
      'berth_idle: 10 idle in transaction',
    );
    const log = logs('ferry', 'WARN session 7 has been idle in transaction for 8 s');
    expect(best(ferry, log, settings)).toMatchObject({
      cause: 'held-idle',
      change: { key: 'tx_idle_limit_ms', to: '4000' },
    });
  });
});

describe('an overloaded service', () => {
  const quay = [
    status('quay', ...SICK, 'cpu: 97 %'),
    logs('quay', 'ERROR queue of requests is full'),
    config('quay', { worker_threads: 3 }),
  ];
  const caller = (attempts: string, retries: number) => [
    status('ferry', ...SICK, 'depends_on: quay', `attempts_per_call: ${attempts} attempts per call`),
    logs('ferry', 'WARN retrying call to quay: attempt 2 of 9'),
    config('ferry', { call_retries: retries, call_retry_pause_ms: 0 }),
  ];
  test('is spared when a caller multiplies its calls, with a pause between them', () => {
    expect(best(...quay, ...caller('8.1', 8))).toMatchObject({
      cause: 'amplification',
      service: 'ferry',
      change: { key: 'call_retries', to: '2' },
      also: [{ key: 'call_retry_pause_ms' }],
    });
  });
  test('gets more hands when nobody multiplies them', () => {
    expect(best(...quay, ...caller('1.0', 2))).toMatchObject({
      cause: 'too-few-workers',
      service: 'quay',
      change: { to: '12' },
    });
  });
});

describe('a process that is killed', () => {
  const ferry = status('ferry', ...SICK, 'memory: 380 of 500 MB', 'last_exit: code 137');
  test('may plan to use more than its limit', () => {
    const found = best(
      ferry,
      config('ferry', { hold_heap_mb: 170, holds: 4, workers: 4, worker_heap_mb: 160, memory_limit_mb: 500 }),
    );
    expect(found).toMatchObject({
      cause: 'memory-over-limit',
      change: { key: 'memory_limit_mb', to: '832' },
    });
  });
  test('may keep things without bound, which its memory shows from look to look', () => {
    const later = status('ferry', ...SICK, 'memory: 420 of 500 MB', 'last_exit: code 137');
    const found = best(
      ferry,
      config('ferry', { heap_mb: 200, memory_limit_mb: 500, cargo_cache_max_entries: 0 }),
      later,
    );
    expect(found).toMatchObject({ cause: 'memory-unbounded', change: { key: 'cargo_cache_max_entries' } });
  });
});

describe('a busy database', () => {
  const quay = status('quay-db', ...SICK, 'cpu: 98 %');
  test('suffers from a cache that answers little', () => {
    const cache = status(
      'quay-cache',
      'status: healthy',
      'error_rate: 0 %',
      'hit_ratio: 20 %',
      'evictions_per_second: 0',
    );
    expect(best(quay, cache, config('quay-cache', { entry_ttl_s: 4, max_memory_mb: 64 }))).toMatchObject({
      cause: 'cold-cache',
      change: { key: 'entry_ttl_s', to: '300' },
    });
  });
  test('may be kept busy by a job of its own', () => {
    expect(best(quay, config('quay-db', { tide_report_workers: 12 }))).toMatchObject({
      cause: 'background-job',
    });
  });
});

test('a full volume is the business of whoever owns most of its bytes', () => {
  const found = best(
    status('ferry', ...SICK, 'disk: 100 % of volume', 'volume_by_owner: logbook 71 %, ferry 20 %, other 9 %'),
    config('ferry', { log_keep_days: 30 }),
    config('logbook', { keep_copies: 40 }),
  );
  expect(found).toMatchObject({
    cause: 'disk-full',
    service: 'logbook',
    change: { key: 'keep_copies', from: '40' },
  });
});

describe('a failed handshake', () => {
  const log = logs('ferry', 'ERROR tls handshake with quay failed after 9 ms');
  const settings = (ntp: boolean) =>
    config('ferry', {
      quay_cert: 'old-1.pem',
      available_certs: 'old-1.pem (until 2030-12-31T00:00Z), new-2.pem (until 2032-01-01T00:00Z)',
      ntp_on: ntp,
    });
  test('wants the next certificate when the present one has ended', () => {
    expect(best(status('ferry', ...SICK, 'clock_offset: 0 s'), log, settings(true))).toMatchObject({
      cause: 'expired-certificate',
      change: { to: 'new-2.pem' },
    });
  });
  test('wants the clock right when that is off', () => {
    expect(best(status('ferry', ...SICK, 'clock_offset: -5400 s'), log, settings(false))).toMatchObject({
      cause: 'clock-off',
    });
  });
});

describe('a feature that was switched on', () => {
  const settings = config('ferry', { 'flag.quick_boarding': 40 });
  const line = (state: string) => `ERROR no seat for passenger (quick_boarding=${state})`;
  test('is switched off when only requests with it fail', () => {
    expect(best(status('ferry', ...SICK), logs('ferry', line('on'), line('on')), settings)).toMatchObject({
      cause: 'bad-switch',
      change: { to: '0' },
    });
  });
  test('stays when requests without it fail too', () => {
    expect(causes(status('ferry', ...SICK), logs('ferry', line('on'), line('off')), settings)).toEqual([]);
  });
});

describe('requests that are turned away for their rate', () => {
  const log = logs('ferry', 'WARN 429 to a client: too many requests');
  const settings = config('ferry', { boarding_rate_limit_rps: 50 });
  test('want a higher allowance when many ask', () => {
    const ferry = status(
      'ferry',
      ...SICK,
      'requests_per_second: 70',
      'requests_by_client: north 40 %, south 60 %',
    );
    expect(best(ferry, log, settings)).toMatchObject({
      cause: 'throttled',
      change: { key: 'boarding_rate_limit_rps' },
    });
  });
  test('want one client slowed down when it asks for all', () => {
    const ferry = status(
      'ferry',
      ...SICK,
      'requests_per_second: 70',
      'requests_by_client: gull-app 93 %, south 7 %',
    );
    expect(best(ferry, log, settings, config('gull-app', { refresh_interval_ms: 40 }))).toMatchObject({
      cause: 'greedy-client',
      service: 'gull-app',
    });
  });
});

describe('a queue that grows', () => {
  const settings = config('ferry', { consumers: 2, max_redeliveries: 0 });
  const look = (offset: number, out: string) =>
    status(
      'ferry',
      'status: degraded',
      'error_rate: 0 %',
      'queue_lag: 9000',
      'in_per_second: 30',
      `out_per_second: ${out}`,
      `offset: ${offset}`,
    );
  test('wants more consumers while its position moves', () => {
    expect(best(look(100, '12'), settings)).toMatchObject({
      cause: 'slow-consumers',
      change: { key: 'consumers' },
    });
  });
  test('wants a bound on redeliveries while its position stands', () => {
    expect(best(look(100, '0'), settings, look(100, '0'))).toMatchObject({
      cause: 'stuck-message',
      change: { key: 'max_redeliveries' },
    });
  });
});

test('a name that nobody has is corrected to the one that was meant', () => {
  const found = best(
    status('ferry', ...SICK, 'depends_on: quay-store'),
    logs('ferry', 'ERROR call to quay-store failed after 3 ms: unknown host'),
    config('ferry', { store_host: 'quay-stroe' }),
  );
  expect(found).toMatchObject({ cause: 'wrong-target', change: { key: 'store_host', to: 'quay-store' } });
});

test('a value that is not among those that are there is replaced by the nearest', () => {
  const found = best(
    status('ferry', ...SICK),
    logs('ferry', 'ERROR chart did not load: no such file'),
    config('ferry', { chart_path: '/charts/bay-8', charts_present: 'bay-6, bay-7' }),
  );
  expect(found).toMatchObject({ cause: 'unlisted-value', change: { to: '/charts/bay-7' } });
});

test('waiting longer is no cure for a service that fails by itself', () => {
  const found = causes(
    status('ferry', ...SICK, 'depends_on: quay'),
    logs('ferry', 'ERROR call to quay given up after 900 ms'),
    status('quay', 'status: unhealthy', 'error_rate: 90 %', 'latency_p99: 9000 ms'),
    config('ferry', { quay_timeout_ms: 900 }),
  );
  expect(found.filter(({ cause, support }) => cause === 'limit-below-demand' && support >= WEAK)).toEqual([]);
});
