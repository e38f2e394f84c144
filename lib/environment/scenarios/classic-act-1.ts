import type { ScenarioInput } from '../scenario-schema.ts';
import {
  authService,
  background,
  backendApi,
  checkPassed,
  gatewayConfig,
  gatewayGauges,
  notificationService,
  redisCache,
  userDb,
} from './classic-services.ts';

/** A gateway gives up on its upstream a little too early: 5000 ms against a p99 of 4200 ms. */
export const classicAct1: ScenarioInput = {
  id: 'classic-act-1',
  title: 'Act 1: 502s on the API routes',
  summary: 'The API gateway answers a third of its requests with 502, and several things look wrong at once.',
  requestTemplate:
    'The api-gateway is returning 502 errors on /api/* routes. About {error} of requests are failing. Please diagnose the root cause and fix it.',
  startsAt: '2026-03-26T10:14:32Z',
  entry: { service: 'api-gateway', rps: 212 },
  slo: { maxErrorRate: 0.01, p99Ms: 250 },
  services: [
    {
      name: 'api-gateway',
      type: 'reverse-proxy',
      latency: { p50Ms: 41, p99Ms: 55 },
      latencyCovers: 'own',
      p99TargetMs: 250,
      configVersion: 12,
      config: gatewayConfig({
        timeoutMs: 5000,
        connections: 16_384,
        routes: {
          '/api/*': 'http://backend-api:8080',
          '/auth/*': 'http://auth-service:8080',
          '/notifications/*': 'http://notification-service:8080',
        },
      }),
      gauges: gatewayGauges,
      logs: [
        {
          when: { is: 'timed_out', to: 'backend-api' },
          level: 'ERROR',
          texts: ['GET {sample} 502 upstream timed out'],
          samples: ['/api/orders', '/api/users'],
        },
        {
          when: { is: 'slow_answer', to: 'backend-api' },
          level: 'WARN',
          every: 2,
          texts: ['upstream {upstream} responded slowly: {duration} ms'],
          factors: [1.1548, 1.138, 1.1548, 1.112],
        },
        {
          when: { is: 'retried', to: 'backend-api' },
          level: 'WARN',
          every: 2,
          offset: 1,
          texts: ['retrying GET {sample} on {upstream}: attempt {attempt} of {attempts}'],
          samples: ['/api/users', '/api/orders'],
        },
        {
          when: { is: 'check_failed', to: 'notification-service' },
          level: 'ERROR',
          every: 2,
          texts: ['health check of {upstream} failed: 503 mail delivery unavailable'],
          unrelated: true,
        },
        checkPassed('auth-service', 2, 1),
        checkPassed('backend-api', 3, 0),
        background('INFO', 2, 0, 'GET {sample} 200', {
          samples: ['/auth/session', '/auth/token', '/notifications/unread'],
        }),
        background('INFO', 5, 1, 'certificate of *.shop.example is valid for {count} more days', {
          counts: [61],
        }),
        {
          when: { is: 'slots_full' },
          level: 'ERROR',
          texts: ['no free connection slot: {waiting} requests are waiting'],
        },
        { when: { is: 'started' }, level: 'INFO', texts: ['started with config version {version}'] },
      ],
    },
    authService(85),
    backendApi({
      p50Ms: 180,
      p99Ms: 4200,
      p99TargetMs: 6000,
      slow: { share: 0.404, backlogTicks: 5 },
      logs: [
        {
          when: { is: 'slow_request' },
          level: 'WARN',
          texts: ['GET {sample} took {duration} ms'],
          samples: ['/api/orders', '/api/users', '/api/orders'],
          factors: [1.102, 0.957, 1.166, 1.024],
        },
        {
          when: { is: 'slow_request' },
          level: 'WARN',
          every: 2,
          texts: [
            'slow query on user-db: SELECT … FROM orders JOIN order_items took {duration} ms',
            'slow query on user-db: SELECT … FROM orders ORDER BY created_at took {duration} ms',
          ],
          factors: [0.762, 0.905, 0.843],
        },
        {
          when: { is: 'overloaded' },
          level: 'ERROR',
          texts: ['all workers busy: request rejected with 503'],
        },
        background('INFO', 2, 1, 'GET /healthz 200'),
        background('INFO', 4, 1, 'cache warmed: {count} keys', { counts: [2210, 2187] }),
      ],
    }),
    notificationService({
      p99Ms: 320,
      p99TargetMs: 600,
      failing: 0.05,
      backlog: 1184,
      logs: [
        {
          when: { is: 'background_errors' },
          level: 'ERROR',
          texts: [
            'SMTP connection to mail-relay.internal:587 refused',
            'SMTP connection to mail-relay.internal:587 failed: 421 too many connections',
            'SMTP connection to mail-relay.internal:587 failed: handshake not completed',
          ],
          unrelated: true,
        },
        {
          when: { is: 'background_errors' },
          level: 'WARN',
          every: 2,
          texts: ['mail queue backlog: {count} messages'],
          counts: [1184, 1191, 1179],
          unrelated: true,
        },
        background('INFO', 3, 1, 'GET /healthz 503'),
      ],
    }),
    redisCache,
    userDb,
  ],
  links: [
    { from: 'api-gateway', to: 'auth-service', share: 0.11, path: '/auth/*' },
    { from: 'api-gateway', to: 'backend-api', share: 0.85, path: '/api/*' },
    { from: 'api-gateway', to: 'notification-service', share: 0.04, path: '/notifications/*' },
    { from: 'auth-service', to: 'redis-cache', share: 1 },
    { from: 'auth-service', to: 'user-db', share: 0.6, holdMs: 110 },
    { from: 'backend-api', to: 'redis-cache', share: 0.9 },
    { from: 'backend-api', to: 'user-db', share: 1, holdMs: 110 },
  ],
  root: {
    service: 'api-gateway',
    key: 'upstream_timeout_ms',
    involves: 'backend-api',
    cause: { is: 'timeout_covers', from: 'api-gateway', to: 'backend-api', atLeast: 1.25, atMost: 6 },
    fix: [{ service: 'api-gateway', key: 'upstream_timeout_ms', value: 10_000 }],
  },
  symptoms: ['502', 'timed out', 'timeout', 'slow'],
  redHerrings: [
    {
      service: 'notification-service',
      is: 'unrelated_errors',
      detail: 'It cannot reach its mail relay; the gateway reports its failing health check.',
    },
    {
      service: 'redis-cache',
      is: 'alarming_value',
      detail: 'Memory stands at 92 % of its limit and it evicts, as a cache of that policy does.',
    },
    {
      service: 'auth-service',
      is: 'unrelated_errors',
      detail: 'Its log warns of rejected logins: people mistype passwords.',
    },
  ],
};
