import { expect, test } from 'vitest';
import type { ToolUse } from '../transcript/tool-uses.ts';
import { diagnose } from './diagnose.ts';
import { factsOf } from './facts.ts';
import { STRONG, WEAK } from './hypothesis.ts';

const use = (name: string, service: string, result: string) => ({
  name,
  args: { service_name: service },
  result,
});
const status = (service: string, ...rows: string[]) =>
  use('check_service_status', service, [service, ...rows.map((row) => `  ${row}`)].join('\n'));
const logs = (service: string, ...lines: string[]) =>
  use(
    'check_logs',
    service,
    [
      `${service}: last ${lines.length} of ${lines.length} lines, newest first`,
      ...lines.map((line, index) => `2031-01-01T00:00:${String(50 - index).padStart(2, '0')}Z ${line}`),
    ].join('\n'),
  );
const config = (service: string, settings: Record<string, unknown>) =>
  use('read_config', service, JSON.stringify(settings, null, 2));
const best = (...seen: ReturnType<typeof use>[]) => {
  const uses: ToolUse[] = seen.map(({ name, args, result }, index) => ({
    index,
    turn: index,
    name,
    args,
    result,
  }));
  return diagnose(factsOf(uses)).at(0);
};

const FULL = [
  status('ferry', 'status: unhealthy', 'error_rate: 22 %', 'db_connections: 14 of 14', 'waiting: 21'),
  logs('ferry', 'ERROR no free connection in the pool: gave up after 900 ms'),
  config('ferry', { db_pool_max: 14, worker_threads: 60, request_timeout_ms: 900 }),
] as const;

test('a pool that is full while others wait is raised, but not by all who wait: they ask again and look like more', () => {
  const found = best(...FULL);
  expect(found).toMatchObject({
    cause: 'exhausted-capacity',
    change: { key: 'db_pool_max', from: '14', to: '40' },
  });
  expect(found?.support).toBeGreaterThanOrEqual(STRONG);
});

test('a pool that is full of idle holders is not', () => {
  const [, ...rest] = FULL;
  const held = status(
    'ferry',
    'status: unhealthy',
    'error_rate: 22 %',
    'db_connections: 14 of 14',
    'idle_in_transaction: 12',
    'waiting: 21',
  );
  expect(best(held, ...rest)?.support ?? 0).toBeLessThan(STRONG);
});

test('a process that runs with an old version wants a restart and no new value', () => {
  const seen = status(
    'ferry',
    'status: unhealthy',
    'error_rate: 90 %',
    'credential: version 8 stored, version 7 loaded',
  );
  const found = best(seen, logs('ferry', 'ERROR password authentication failed for the store'));
  expect(found).toMatchObject({ cause: 'stale-version', service: 'ferry', change: null });
  expect(found?.support).toBeGreaterThanOrEqual(STRONG);
});

test('an old version of a service that works is no cause', () => {
  const seen = status(
    'ferry',
    'status: healthy',
    'error_rate: 0 %',
    'config: version 8 stored, version 7 loaded',
  );
  expect(best(seen)?.support ?? 0).toBeLessThan(WEAK);
});

test('a logged change is a weak reason alone', () => {
  const found = best(
    status('ferry', 'status: degraded', 'error_rate: 6 %'),
    logs('ferry', 'INFO cache_ttl_s changed from 300 to 5 by deploy', 'WARN origin is busy'),
    config('ferry', { cache_ttl_s: 5 }),
  );
  expect(found).toMatchObject({
    cause: 'recent-change',
    change: { key: 'cache_ttl_s', from: '5', to: '300' },
  });
  expect(found?.support).toBeGreaterThanOrEqual(WEAK);
  expect(found?.support).toBeLessThan(STRONG);
});

test('of several time limits the one on answers is meant, not those on connecting or idling', () => {
  const found = best(
    status('ferry', 'status: unhealthy', 'error_rate: 30 %', 'depends_on: island'),
    logs('ferry', 'ERROR island did not respond within 700 ms'),
    status('island', 'status: healthy', 'error_rate: 0 %', 'latency_p99: 1150 ms'),
    config('ferry', {
      connect_timeout_ms: 200,
      idle_timeout_s: 1,
      rpc_deadline_ms: 700,
      shutdown_timeout: '1s',
    }),
  );
  expect(found).toMatchObject({
    cause: 'limit-below-demand',
    dependency: 'island',
    change: { key: 'rpc_deadline_ms', to: '2500' },
  });
});
