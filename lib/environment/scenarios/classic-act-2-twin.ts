import type { ScenarioInput } from '../scenario-schema.ts';
import {
  authService,
  background,
  backendApi,
  checkPassed,
  gatewayConfig,
  gatewayGauges,
  notificationService,
  paymentService,
  redisCache,
  userDb,
} from './classic-services.ts';

/**
 * The same symptom as the classic incidents, from another cause: a route of the gateway leads to a port where nobody
 * listens. Its requests fail after 2 ms, so no limit is at work; raising the limit only makes a slow report hold slots.
 */
export const classicAct2Twin: ScenarioInput = {
  id: 'classic-act-2-twin',
  title: 'Twin of Act 2: 502s, but not from waiting',
  summary: 'The same 502s after a deployment, from a cause that the obvious remedy does not touch.',
  requestTemplate:
    "We see 502 errors on the api-gateway again after today's deployment. About {error} of requests are failing. Please diagnose the root cause and fix it.",
  startsAt: '2026-04-02T18:20:45Z',
  entry: { service: 'api-gateway', rps: 70 },
  slo: { maxErrorRate: 0.01, p99Ms: 250 },
  services: [
    {
      name: 'api-gateway',
      type: 'reverse-proxy',
      latency: { p50Ms: 42, p99Ms: 58 },
      latencyCovers: 'own',
      p99TargetMs: 250,
      configVersion: 18,
      config: gatewayConfig({
        timeoutMs: 30_000,
        connections: 8192,
        routes: {
          '/api/*': 'http://backend-api:8080',
          '/auth/*': 'http://auth-service:8080',
          '/notifications/*': 'http://notification-service:8080',
          '/payments/*': 'http://payment-service:8081',
        },
      }),
      gauges: gatewayGauges,
      logs: [
        {
          when: { is: 'refused', to: 'payment-service' },
          level: 'ERROR',
          texts: ['POST {sample} 502 after 2 ms: {upstream} refused the connection'],
          samples: ['/payments/charge', '/payments/refund'],
        },
        {
          when: { is: 'timed_out', to: 'payment-service' },
          level: 'ERROR',
          texts: ['POST {sample} 502 upstream timed out'],
          samples: ['/payments/charge', '/payments/refund'],
        },
        {
          when: { is: 'slow_answer', to: 'backend-api' },
          level: 'WARN',
          every: 2,
          texts: ['upstream {upstream} responded slowly: {duration} ms'],
          factors: [1.01, 0.96, 1.04],
        },
        {
          when: { is: 'retried', to: 'payment-service' },
          level: 'WARN',
          every: 2,
          offset: 1,
          texts: ['retrying POST {sample} on {upstream}: attempt {attempt} of {attempts}'],
          samples: ['/payments/refund', '/payments/charge'],
        },
        checkPassed('notification-service', 3, 0),
        checkPassed('auth-service', 3, 1),
        background('INFO', 2, 0, 'GET {sample} 200', {
          samples: ['/api/orders', '/auth/session', '/api/reports'],
        }),
        background('INFO', 2, 1, 'routes loaded by deploy 2026.04.02-1: 4 entries'),
        {
          when: { is: 'slots_full' },
          level: 'ERROR',
          texts: ['no free connection slot: {waiting} requests are waiting'],
        },
        { when: { is: 'started' }, level: 'INFO', texts: ['started with config version {version}'] },
      ],
    },
    authService(88),
    backendApi({
      p50Ms: 64,
      p99Ms: 18_000,
      p99TargetMs: 24_000,
      slow: { share: 0.03, backlogTicks: 0 },
      logs: [
        {
          when: { is: 'slow_request' },
          level: 'WARN',
          every: 2,
          texts: ['GET /api/reports took {duration} ms'],
          factors: [0.981, 1.012, 0.944],
        },
        background('INFO', 2, 1, 'GET /healthz 200'),
        background('INFO', 6, 2, 'running build 2026.04.02-1, deployed today at 15:40'),
      ],
    }),
    notificationService({
      p99Ms: 210,
      p99TargetMs: 600,
      failing: 0.006,
      backlog: 37,
      logs: [
        background('WARN', 2, 0, [
          'message {id} bounced: 550 mailbox unavailable',
          'message {id} bounced: 552 mailbox full',
        ]),
        background('INFO', 3, 1, 'GET /healthz 200'),
      ],
    }),
    paymentService({
      p50Ms: 420,
      p99Ms: 1900,
      p99TargetMs: 6000,
      logs: [
        background('INFO', 2, 1, 'GET /healthz 200'),
        background('INFO', 4, 0, 'reconciled {count} transactions', { counts: [0] }),
        background('WARN', 5, 2, 'provider sandbox key expires in {count} days', { counts: [19] }),
      ],
    }),
    redisCache,
    userDb,
  ],
  links: [
    { from: 'api-gateway', to: 'auth-service', share: 0.11, path: '/auth/*' },
    { from: 'api-gateway', to: 'backend-api', share: 0.635, path: '/api/*' },
    { from: 'api-gateway', to: 'notification-service', share: 0.035, path: '/notifications/*' },
    { from: 'api-gateway', to: 'payment-service', share: 0.22, path: '/payments/*' },
    { from: 'auth-service', to: 'redis-cache', share: 1 },
    { from: 'auth-service', to: 'user-db', share: 0.6, holdMs: 110 },
    { from: 'backend-api', to: 'redis-cache', share: 0.9 },
    { from: 'backend-api', to: 'user-db', share: 1, holdMs: 240 },
    { from: 'payment-service', to: 'user-db', share: 1, holdMs: 745 },
  ],
  root: {
    service: 'api-gateway',
    key: 'routes',
    involves: 'payment-service',
    cause: { is: 'route_reaches', from: 'api-gateway', to: 'payment-service' },
    fix: [{ service: 'api-gateway', key: 'routes./payments/*', value: 'http://payment-service:8080' }],
  },
  symptoms: ['502', 'refused', 'unreachable'],
  redHerrings: [
    {
      service: 'backend-api',
      is: 'alarming_value',
      detail: 'Its reports take up to 18 s, as they always did; the limit leaves them room.',
    },
    {
      service: 'notification-service',
      is: 'unrelated_errors',
      detail: 'Some mails bounce, because their addresses no longer exist.',
    },
    {
      service: 'redis-cache',
      is: 'alarming_value',
      detail: 'Memory stands at 92 % of its limit and it evicts, as a cache of that policy does.',
    },
  ],
  twinOf: {
    scenarioId: 'classic-act-1',
    learnedFix: [{ service: 'api-gateway', key: 'upstream_timeout_ms', value: 60_000 }],
  },
};
