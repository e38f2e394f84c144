import { describe, expect, test } from 'vitest';
import { createEnvironment } from '../create-environment.ts';
import { playIncident } from '../testing/play-incident.ts';
import { config, scenarioFrom } from '../testing/shop-world.ts';

/** The verdict on a healthy shop in which somebody changed one thing. */
function harmOf(service: string, key: string, value: string) {
  const incident = playIncident(scenarioFrom({}));
  incident.update(service, key, value);
  incident.restart(service);
  return incident.environment.evaluate('').parts.collateral;
}

describe('collateral comes from what a change does', () => {
  test.each([
    [
      'a pool that takes the connections of others',
      'orders-api',
      'db_pool_max',
      '260',
      /auth-service is unhealthy/,
    ],
    [
      'a memory limit that its node does not have',
      'catalog-api',
      'memory_limit_mb',
      '9000',
      /storefront-api is unhealthy/,
    ],
    ['a cache that lives too long', 'catalog-cache', 'ttl_s', '1200', /catalog-cache serves stale data/],
    [
      'an audit log that is kept too short',
      'orders-api',
      'log_retention_days',
      '2',
      /log_retention_days was changed/,
    ],
    ['a port that nobody calls', 'catalog-api', 'listen_port', '9091', /catalog-api listen_port was changed/],
  ])('%s', (_name, service, key, value, detail) => {
    expect(harmOf(service, key, value)).toMatchObject({
      holds: false,
      detail: expect.stringMatching(detail),
    });
  });

  test.each([
    ['orders-api', 'db_pool_max', '60'],
    ['catalog-cache', 'ttl_s', '400'],
    ['orders-api', 'log_retention_days', '20'],
  ])('a moderate change of %s %s to %s is let pass', (service, key, value) => {
    expect(harmOf(service, key, value)).toMatchObject({ holds: true });
  });

  test('the key of the fix may move freely, but not beyond what a reviewer would let pass', () => {
    const verdict = (value: string) => {
      const incident = playIncident('db-pool-learn');
      incident.update('orders-api', 'db_pool_max', value);
      incident.restart('orders-api');
      return incident.environment.evaluate('').verified;
    };
    expect(['36', '44', '60', '120', '200'].map(verdict)).toEqual([true, true, true, false, false]);
  });
});

describe('a queue that users wait for', () => {
  const verdict = (changes: object) =>
    createEnvironment(
      scenarioFrom({ slo: { lag: { service: 'notify-worker', max: 500, withinTicks: 60 } }, ...changes }),
      1,
    ).evaluate('').parts.slo;
  const behind = { consumes: { from: 'events-broker', share: 0.22, backlog: 20_000 } };

  test('is within its promise while it gets shorter fast enough', () => {
    const fast = { services: { 'notify-worker': { ...behind, config: { concurrency: 8 } } } };
    const slow = { services: { 'notify-worker': { ...behind, config: { concurrency: 2 } } } };
    expect(verdict(fast)).toMatchObject({ holds: true });
    expect(verdict(slow)).toMatchObject({ holds: false, detail: expect.stringContaining('messages wait') });
  });

  test('that grows breaks it, and a short one does not', () => {
    expect(verdict(config('notify-worker', { concurrency: 1 }))).toMatchObject({ holds: false });
    expect(verdict({})).toMatchObject({ holds: true });
  });
});
