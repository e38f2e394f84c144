import { describe, expect, test } from 'vitest';
import { playIncident } from '../testing/play-incident.ts';

const GATEWAY = 'api-gateway';

/** Act 1 with one write and a restart of the gateway. */
function withSetting(key: string, value: string) {
  const incident = playIncident('classic-act-1');
  incident.update(GATEWAY, key, value);
  incident.restart(GATEWAY);
  return incident;
}
const rateOf = (text: string | undefined) => Number(text?.replace(' %', ''));

describe('a limit against the p99 of an upstream', () => {
  test.each([
    ['4200', '1.00', false],
    ['5000', '1.19', false],
    ['5250', '1.25', true],
    ['6300', '1.50', true],
    ['10000', '2.38', true],
    ['21000', '5.00', true],
  ])('%s ms (%s times) is healthy: %s', (value, _times, healthy) => {
    expect(withSetting('upstream_timeout_ms', value).environment.evaluate('').verified).toBe(healthy);
  });

  test('the status right after the restart shows the state as it is', () => {
    const incident = withSetting('upstream_timeout_ms', '10000');
    expect(incident.field(GATEWAY, 'status')).toBe('healthy');
    expect(rateOf(incident.field(GATEWAY, 'error_rate'))).toBeLessThan(0.1);
    expect(incident.field(GATEWAY, 'config')).toBe('version 13 stored, version 13 loaded');
  });

  test('ten times the limit ends the 502s, and every other route waits for a slot instead', () => {
    const incident = withSetting('upstream_timeout_ms', '50000');
    expect(rateOf(incident.field(GATEWAY, 'error_rate'))).toBeLessThan(0.1);
    const { parts } = incident.environment.evaluate('');
    expect(parts.slo.holds).toBe(false);
    expect(parts.collateral.holds).toBe(false);
    expect(parts.collateral.detail).toContain('p99 of api-gateway to auth-service rose from 85 ms');
  });

  test('a stored value is worth nothing before it is loaded', () => {
    const incident = playIncident('classic-act-1');
    incident.update(GATEWAY, 'upstream_timeout_ms', '10000');
    expect(incident.field(GATEWAY, 'config')).toBe('version 13 stored, version 12 loaded');
    expect(incident.field(GATEWAY, 'status')).toBe('unhealthy');
    expect(incident.environment.evaluate('').verified).toBe(false);
  });
});

describe('a restart alone', () => {
  test.each([GATEWAY, 'backend-api'])('of %s looks like a cure and is none', (service) => {
    const incident = playIncident('classic-act-1');
    incident.restart(service);
    const seen = Array.from({ length: 12 }, () => rateOf(incident.field(GATEWAY, 'error_rate')));
    expect(Math.max(...seen.slice(1, 4))).toBeLessThan(1);
    expect(Math.min(...seen.slice(-3))).toBeGreaterThan(30);
    expect(incident.environment.evaluate('').verified).toBe(false);
  });

  test('of an unrelated service changes nothing for the users', () => {
    const incident = playIncident('classic-act-1');
    incident.restart('notification-service');
    expect(rateOf(incident.field(GATEWAY, 'error_rate'))).toBeGreaterThan(30);
  });
});

describe('retries', () => {
  test('multiply the load on an upstream that fails, and drop with the cause', () => {
    const broken = Number(playIncident('classic-act-1').field('backend-api', 'requests_per_second'));
    const healed = withSetting('upstream_timeout_ms', '10000');
    healed.status(GATEWAY);
    expect(broken / Number(healed.field('backend-api', 'requests_per_second'))).toBeGreaterThan(2);
  });

  test('more of them drive the upstream over its capacity', () => {
    const incident = playIncident('classic-act-1');
    expect(incident.update(GATEWAY, 'max_retries', '10')).toContain('it is in effect now');
    for (let wait = 0; wait < 4; wait += 1) incident.status(GATEWAY);
    expect(incident.field('backend-api', 'status')).toBe('unhealthy');
    expect(incident.field('backend-api', 'latency_p99')).toMatch(/^\d{5} ms$/);
    const { collateral } = incident.environment.evaluate('').parts;
    expect(collateral.detail).toContain('backend-api is unhealthy');
  });
});

describe('determinism', () => {
  const transcript = (seed: number) => {
    const incident = playIncident('classic-act-1', seed);
    const results = [
      incident.status(GATEWAY),
      incident.logs(GATEWAY),
      incident.logs('backend-api'),
      incident.config('redis-cache'),
      incident.update(GATEWAY, 'max_retries', '2'),
      incident.restart('auth-service'),
      incident.status('user-db'),
    ];
    return JSON.stringify([results, incident.environment.snapshot(), incident.environment.evaluate('x')]);
  };

  test.each([1, 2, 77])('seed %i and the same calls give the same bytes', (seed) => {
    expect(transcript(seed)).toBe(transcript(seed));
  });

  test('another seed gives another telling of the same incident', () => {
    const tellings = new Set([1, 2, 3, 4, 5].map(transcript));
    expect(tellings.size).toBe(5);
    for (const seed of [2, 3, 4, 5]) {
      const incident = playIncident('classic-act-1', seed);
      expect(incident.field(GATEWAY, 'status')).toBe('unhealthy');
      expect(incident.field('notification-service', 'status')).toBe('degraded');
      expect(incident.environment.evaluate('').parts.cause.detail).toContain('1.19 times');
    }
  });

  test('what was looked at before does not change what is seen', () => {
    const [one, other] = [playIncident('classic-act-1'), playIncident('classic-act-1')];
    one.logs('backend-api');
    other.status('redis-cache');
    expect(one.status(GATEWAY)).toBe(other.status(GATEWAY));
  });
});
