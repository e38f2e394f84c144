import { describe, expect, test } from 'vitest';
import { playIncident, scenarioOf } from '../testing/play-incident.ts';

const GATEWAY = 'api-gateway';
const byName = (id: string) =>
  new Map(
    playIncident(id)
      .environment.snapshot()
      .services.map((service) => [service.name, service]),
  );

describe('Act 1 at seed 1', () => {
  test.each([
    [GATEWAY, 'unhealthy', 34, 55],
    ['auth-service', 'healthy', 0, 85],
    ['backend-api', 'healthy', 0, 4200],
    ['notification-service', 'degraded', 5, 320],
    ['redis-cache', 'healthy', 0, 3],
    ['user-db', 'healthy', 0, null],
  ])(
    '%s begins %s with an error rate of %i in a hundred and a p99 of %s ms',
    (name, health, errors, p99Ms) => {
      const service = byName('classic-act-1').get(name);
      expect(service).toMatchObject({ health, p99Ms });
      expect(Math.round((service?.errorRate ?? -1) * 100)).toBe(errors);
    },
  );

  test('the database holds 45 connections', () => {
    expect(playIncident('classic-act-1').field('user-db', 'connections_active')).toBe('45 of 200');
  });

  test('the gateway gives its upstreams 5000 ms and three retries', () => {
    const config: unknown = JSON.parse(playIncident('classic-act-1').config(GATEWAY));
    expect(config).toMatchObject({
      upstream_timeout_ms: 5000,
      max_retries: 3,
      routes: {
        '/api/*': 'http://backend-api:8080',
        '/auth/*': 'http://auth-service:8080',
        '/notifications/*': 'http://notification-service:8080',
      },
    });
  });

  test('ten lines of the gateway log show the 502s, the slow upstream, retries and the failing health check', () => {
    const log = playIncident('classic-act-1').logs(GATEWAY, 10);
    expect(log.split('\n')[0]).toMatch(/^api-gateway: last 10 of \d+ lines, newest first$/);
    expect(log).toContain('GET /api/orders 502 upstream timed out');
    expect(log).toContain('GET /api/users 502 upstream timed out');
    expect(log).toContain('upstream backend-api responded slowly: 4850 ms');
    expect(log).toContain('retrying GET /api/');
    expect(log).toContain('health check of notification-service failed');
  });

  test.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    'the gateway log of seed %i never shows the configured timeout',
    (seed) => {
      const incident = playIncident('classic-act-1', seed);
      const timeout = /"upstream_timeout_ms": (\d+)/.exec(incident.config(GATEWAY))?.[1] ?? '?';
      const seconds = Number(timeout) / 1000;
      for (let look = 0; look < 8; look += 1) {
        const words = incident.logs(GATEWAY).split('\n').slice(1).join('\n');
        expect(words).not.toMatch(new RegExp(`\\b${timeout}\\b`));
        expect(words).not.toMatch(new RegExp(`\\b${seconds} ?s\\b`));
      }
    },
  );

  test('the backend logs requests of 4 to 4.9 s and a slow query', () => {
    const log = playIncident('classic-act-1').logs('backend-api');
    const took = [...log.matchAll(/GET \S+ took (\d+) ms/g)].map(([, ms]) => Number(ms));
    expect(took.length).toBeGreaterThan(5);
    expect(Math.min(...took)).toBeGreaterThanOrEqual(4000);
    expect(Math.max(...took)).toBeLessThanOrEqual(4900);
    expect(log).toContain('slow query on user-db');
  });

  test('the notification service cannot reach its mail server, and the database has no log', () => {
    const incident = playIncident('classic-act-1');
    expect(incident.logs('notification-service')).toMatch(/SMTP connection .* refused/);
    expect(incident.logs('user-db')).toBe("No logs for 'user-db'.");
  });

  test('the user reports what the gateway measures', () => {
    expect(scenarioOf('classic-act-1').request).toContain('About 34 % of requests');
  });
});

describe('Act 2 at seed 1', () => {
  test.each([
    [GATEWAY, 'unhealthy', 22, 60],
    ['auth-service', 'healthy', 0, 90],
    ['backend-api', 'healthy', 0, 120],
    ['payment-service', 'healthy', 0, 45_000],
    ['redis-cache', 'healthy', 0, 3],
    ['user-db', 'healthy', 0, null],
  ])(
    '%s begins %s with an error rate of %i in a hundred and a p99 of %s ms',
    (name, health, errors, p99Ms) => {
      const service = byName('classic-act-2').get(name);
      expect(service).toMatchObject({ health, p99Ms });
      expect(Math.round((service?.errorRate ?? -1) * 100)).toBe(errors);
    },
  );

  test('the notification service is healthy and the database holds 52 connections', () => {
    const incident = playIncident('classic-act-2');
    expect(incident.field('notification-service', 'status')).toBe('healthy');
    expect(incident.field('user-db', 'connections_active')).toBe('52 of 200');
  });

  test('the gateway log names the service and the limit that is loaded', () => {
    const incident = playIncident('classic-act-2');
    expect(incident.logs(GATEWAY)).toContain(
      'upstream timeout: payment-service did not respond within 30000 ms',
    );
    incident.update(GATEWAY, 'upstream_timeout_ms', '20000');
    expect(incident.logs(GATEWAY)).not.toContain('within 20000 ms');
    incident.restart(GATEWAY);
    expect(incident.logs(GATEWAY, 4)).not.toContain('within 30000 ms');
    for (let wait = 0; wait < 6; wait += 1) incident.status(GATEWAY);
    expect(incident.logs(GATEWAY)).toContain('within 20000 ms');
  });

  test('the payment service waits 42 to 44 s for its provider', () => {
    const log = playIncident('classic-act-2').logs('payment-service');
    const took = [...log.matchAll(/provider took (\d+) ms/g)].map(([, ms]) => Number(ms));
    expect(Math.min(...took)).toBeGreaterThanOrEqual(42_000);
    expect(Math.max(...took)).toBeLessThanOrEqual(44_000);
  });
});

describe('the twin of Act 2', () => {
  test('has the symptom of Act 2, but its failing requests end after 2 ms', () => {
    const twin = playIncident('classic-act-2-twin');
    expect(scenarioOf('classic-act-2-twin').request).toBe(scenarioOf('classic-act-2').request);
    expect(twin.logs(GATEWAY)).toMatch(/502 after 2 ms: payment-service refused the connection/);
    expect(twin.field('payment-service', 'requests_per_second')).toBe('0');
    expect(twin.field('payment-service', 'status')).toBe('healthy');
  });

  test('more time for the upstreams cures nothing and makes every route wait for a slot', () => {
    const twin = playIncident('classic-act-2-twin');
    twin.update(GATEWAY, 'upstream_timeout_ms', '60000');
    twin.restart(GATEWAY);
    expect(twin.field(GATEWAY, 'error_rate')).toMatch(/^2[12]\.\d %$/);
    expect(twin.logs(GATEWAY)).toContain('no free connection slot');
    const { verified, parts } = twin.environment.evaluate('');
    expect(verified).toBe(false);
    expect(parts.collateral.detail).toContain('p99 of api-gateway to auth-service rose');
  });

  test('the right port cures it', () => {
    const twin = playIncident('classic-act-2-twin');
    expect(twin.update(GATEWAY, 'routes./payments/*', 'http://payment-service:8080')).toContain(
      'it takes effect after a restart',
    );
    twin.restart(GATEWAY);
    expect(twin.environment.evaluate('').verified).toBe(true);
  });
});
