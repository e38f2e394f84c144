import { describe, expect, test } from 'vitest';
import { deriveScenario } from './derive-scenario.ts';
import { playIncident, scenarioOf } from './testing/play-incident.ts';
import { validateScenario } from './validity/validate-scenario.ts';

const renamed = deriveScenario(scenarioOf('classic-act-1'), {
  id: 'media-edge',
  services: {
    'api-gateway': 'edge',
    'backend-api': 'playlist-svc',
    'auth-service': 'sso',
    'notification-service': 'mailer',
    'redis-cache': 'session-cache',
    'user-db': 'media-db',
  },
  texts: { '/api/': '/v2/' },
  keys: {
    upstream_timeout_ms: { key: 'proxy_read_timeout', unit: 'text' },
    max_retries: { key: 'proxy_tries' },
    db_query_timeout_ms: { key: 'deadline_s', unit: 's' },
  },
  scale: { latency: 0.3, load: 2.5, slow: 0.8 },
});

describe('an incident under other names, spellings and numbers', () => {
  test('keeps none of the old names and numbers', () => {
    const incident = playIncident(renamed);
    const services = incident.environment.snapshot().services.map(({ name }) => name);
    const told = [incident.environment.request];
    for (const name of services) told.push(incident.status(name), incident.logs(name), incident.config(name));
    expect(told.join('\n')).not.toMatch(
      /api-gateway|backend-api|auth-service|notification-service|redis-cache|user-db|\/api\/|upstream_timeout|4200|5000 ms|4850/,
    );
    expect(incident.environment.request).toContain(
      'edge is returning 502 errors on /v2/* routes. About 27 %',
    );
  });

  test('spells times as the other system does', () => {
    const incident = playIncident(renamed);
    expect(incident.config('edge')).toContain('"proxy_read_timeout": "1500ms"');
    expect(incident.config('playlist-svc')).toContain('"deadline_s": 3.6');
    expect(incident.field('playlist-svc', 'latency_p99')).toBe('1260 ms');
    expect(incident.update('edge', 'proxy_read_timeout', '3')).toMatch(
      /^Refused: proxy_read_timeout takes a duration with a unit, such as "5s" or "250ms", from 30ms to 200s; got "3"\.$/,
    );
    expect(incident.update('edge', 'proxy_read_timeout', '3s')).toContain(
      'proxy_read_timeout = 3s (was 1500ms)',
    );
  });

  test('breaks and heals at the same ratios', () => {
    const verdict = (value: string) => {
      const incident = playIncident(renamed);
      incident.update('edge', 'proxy_read_timeout', value);
      incident.restart('edge');
      return incident.environment.evaluate('').verified;
    };
    expect(['1500ms', '1575ms', '3s', '15s'].map(verdict)).toEqual([false, true, true, false]);
  });

  test('is a valid scenario', () => {
    expect(validateScenario(renamed).checks.filter(({ passed }) => !passed)).toEqual([]);
  });
});
