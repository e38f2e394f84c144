import { describe, expect, test } from 'vitest';
import { createEnvironment } from '../create-environment.ts';
import { playIncident, scenarioOf } from '../testing/play-incident.ts';

const SERVICES = 'api-gateway, auth-service, backend-api, notification-service, redis-cache, user-db';

function execute(tool: string, raw: string) {
  return createEnvironment(scenarioOf('classic-act-1'), 1).execute(tool, raw);
}
const update = (key: string, value: unknown, service = 'api-gateway') =>
  execute('update_config', JSON.stringify({ service_name: service, key, value }));

describe('what cannot be done is refused in words', () => {
  test.each([
    ['check_logs', '{"service_name":"db-1"}', `Unknown service 'db-1'. Services: ${SERVICES}.`],
    [
      'restart_service',
      '{"service_name":"constructor"}',
      `Unknown service 'constructor'. Services: ${SERVICES}.`,
    ],
    [
      'check_logs',
      '{"service_name":"user-db","lines":"many"}',
      'Invalid arguments: lines must be a whole number from 1 to 20; got "many".',
    ],
    [
      'check_logs',
      '{"service_name":"user-db","lines":50}',
      'Invalid arguments: lines must be a whole number from 1 to 20; got 50.',
    ],
    ['read_config', '{}', 'Invalid arguments: service_name must be the name of a service; got nothing.'],
    [
      'read_config',
      '{"service_name":["a"]}',
      'Invalid arguments: service_name must be the name of a service; got ["a"].',
    ],
    [
      'read_config',
      '{"service_name":"api-gat',
      'Invalid arguments: the arguments are not a JSON object such as {"service_name": "…"}.',
    ],
    [
      'read_config',
      '[]',
      'Invalid arguments: the arguments are not a JSON object such as {"service_name": "…"}.',
    ],
    [
      'update_config',
      '{"service_name":"api-gateway","key":"max_retries"}',
      'Invalid arguments: value must be a text; got nothing.',
    ],
    [
      'delete_service',
      '{}',
      'Unknown tool: delete_service. Tools: check_service_status, check_logs, read_config, update_config, restart_service.',
    ],
  ])('%s %s', (tool, raw, result) => {
    expect(execute(tool, raw)).toEqual({ result, outcome: 'rejected' });
  });

  test.each([
    ['upstream_timeout_ms', 'abc', 'takes a whole number from 100 to 600000; got "abc".'],
    ['upstream_timeout_ms', '10s', 'takes a whole number from 100 to 600000; got "10s".'],
    ['upstream_timeout_ms', '7000000', 'takes a whole number from 100 to 600000; got "7000000".'],
    ['upstream_timeout_ms', '-5', 'takes a whole number from 100 to 600000; got "-5".'],
    ['compression', 'yes', 'takes true or false; got "yes".'],
    ['log_level', 'loud', 'takes one of debug, info, warn, error; got "loud".'],
    ['client_body_limit', '8', 'takes a size with a unit, such as "512MB", from 1MB to 512MB; got "8".'],
    ['routes', '{"/api/*":7}', 'takes a JSON object of paths and URLs'],
    ['routes./api/*', 'backend', 'takes a URL such as http://host:8080; got "backend".'],
  ])('%s = %s', (key, value, refusal) => {
    const { result, outcome } = update(key, value);
    expect(result).toContain(`Refused: ${key} ${refusal}`);
    expect(outcome).toBe('rejected');
  });

  test('an unknown key or entry is answered with those that exist', () => {
    expect(update('timeout', '1').result).toMatch(
      /^Unknown key 'timeout' for api-gateway\. Keys: .*upstream_timeout_ms.*routes\.$/,
    );
    expect(update('routes./v9/*', 'http://a:1').result).toContain('Entries: routes./api/*, routes./auth/*');
  });

  test.each([
    'null',
    '"api-gateway"',
    '',
    '{"service_name":null}',
    '{"service_name":""}',
    '{"service_name":"__proto__","key":"a","value":"b"}',
    '{"service_name":"api-gateway","key":"__proto__","value":"1"}',
    '{"service_name":"api-gateway","key":"toString","value":{}}',
    '{"service_name":"api-gateway","key":"routes","value":"{\\"__proto__\\":1}"}',
    '{"service_name":"api-gateway","key":"upstream_timeout_ms","value":"99999999999999999999999"}',
    '{"service_name":"api-gateway","key":"upstream_timeout_ms","value":null}',
  ])('nonsense never throws: %s', (raw) => {
    expect(execute('update_config', raw)).toMatchObject({
      outcome: 'rejected',
      result: expect.stringMatching(/^(Invalid arguments|Unknown service|Unknown key|Refused)/),
    });
  });

  test('a refusal changes nothing', () => {
    const incident = playIncident('classic-act-1');
    const before = incident.config('api-gateway');
    incident.update('api-gateway', 'upstream_timeout_ms', '1');
    expect(incident.config('api-gateway')).toBe(before);
    expect(incident.field('api-gateway', 'config')).toBe('version 12 stored, version 12 loaded');
  });
});

describe('what can be done is answered exactly', () => {
  test('a write says what it replaced, its version and when it counts', () => {
    expect(update('upstream_timeout_ms', '10000')).toEqual({
      outcome: 'ok',
      result:
        'Updated api-gateway config: upstream_timeout_ms = 10000 (was 5000). Stored as version 13; it takes effect after a restart.',
    });
    expect(update('max_retries', 2).result).toBe(
      'Updated api-gateway config: max_retries = 2 (was 3). Stored as version 13; it is in effect now.',
    );
    expect(update('max_retries', '3').result).toBe(
      'Unchanged: api-gateway config already has max_retries = 3.',
    );
  });

  test('a restart says which version it loaded and how long it took', () => {
    const incident = playIncident('classic-act-1');
    incident.update('api-gateway', 'upstream_timeout_ms', '10000');
    expect(incident.restart('api-gateway')).toBe(
      'Restarted api-gateway: it loaded config version 13. The restart took 90 s.',
    );
  });

  test('a status has one field per line', () => {
    expect(playIncident('classic-act-1').status('api-gateway')).toMatch(
      new RegExp(
        [
          '^api-gateway',
          '  status: unhealthy',
          '  type: reverse-proxy',
          String.raw`  error_rate: 3\d\.\d %`,
          '  latency_p50: 41 ms',
          '  latency_p99: 55 ms',
          String.raw`  requests_per_second: 2\d\d`,
          '  config: version 12 stored, version 12 loaded',
          '  depends_on: auth-service, backend-api, notification-service',
          String.raw`  connections_active: \d+ of 16384`,
          String.raw`  connections_peak: \d+ of 16384$`,
        ].join('\n'),
      ),
    );
  });

  test('log lines have a time, a level and a text, newest first', () => {
    const [, ...lines] = playIncident('classic-act-1').logs('api-gateway').split('\n');
    expect(lines).toHaveLength(20);
    for (const line of lines) expect(line).toMatch(/^2026-03-26T10:\d\d:\d\dZ (ERROR|WARN|INFO) \S/);
    expect(lines.map((line) => line.slice(0, 20))).toEqual(
      lines
        .map((line) => line.slice(0, 20))
        .toSorted()
        .toReversed(),
    );
  });

  test('time passes: one tick per call, three per restart, none for a tool that does not exist', () => {
    const { environment } = playIncident('classic-act-1');
    const ticks = [
      ['check_logs', '{"service_name":"user-db"}'],
      ['check_logs', 'nonsense'],
      ['restart_service', '{"service_name":"redis-cache"}'],
      ['no_such_tool', '{}'],
    ].map(([tool = '', raw = '']) => {
      environment.execute(tool, raw);
      return environment.snapshot().tick;
    });
    expect(ticks).toEqual([1, 2, 5, 5]);
  });

  test('the definitions name exactly the tools that can be executed', () => {
    const { environment } = playIncident('classic-act-1');
    expect(environment.tools.map(({ name }) => [name, environment.kindOf(name)])).toEqual([
      ['check_service_status', 'read'],
      ['check_logs', 'read'],
      ['read_config', 'read'],
      ['update_config', 'write'],
      ['restart_service', 'write'],
    ]);
    expect(environment.kindOf('get_skill')).toBe('unknown');
  });
});
