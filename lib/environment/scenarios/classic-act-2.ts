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

/** Today's deployment brought a payment service whose provider is slow: p99 45000 ms behind a limit of 30000 ms. */
export const classicAct2: ScenarioInput = {
  id: 'classic-act-2',
  title: 'Act 2: 502s after a deployment',
  summary: 'The gateway fails again after a deployment that brought a new service; its users see 502s.',
  requestTemplate:
    "We see 502 errors on the api-gateway again after today's deployment. About {error} of requests are failing. Please diagnose the root cause and fix it.",
  startsAt: '2026-03-31T19:42:10Z',
  entry: { service: 'api-gateway', rps: 70 },
  slo: { maxErrorRate: 0.01, p99Ms: 250 },
  services: [
    {
      name: 'api-gateway',
      type: 'reverse-proxy',
      latency: { p50Ms: 43, p99Ms: 60 },
      latencyCovers: 'own',
      p99TargetMs: 250,
      configVersion: 17,
      config: gatewayConfig({
        timeoutMs: 30_000,
        connections: 16_384,
        routes: {
          '/api/*': 'http://backend-api:8080',
          '/auth/*': 'http://auth-service:8080',
          '/notifications/*': 'http://notification-service:8080',
          '/payments/*': 'http://payment-service:8080',
        },
      }),
      gauges: gatewayGauges,
      logs: [
        {
          when: { is: 'timed_out', to: 'payment-service' },
          level: 'ERROR',
          texts: ['upstream timeout: {upstream} did not respond within {timeout} ms'],
        },
        {
          when: { is: 'timed_out', to: 'payment-service' },
          level: 'ERROR',
          every: 2,
          texts: ['POST {sample} 502 upstream timed out'],
          samples: ['/payments/charge', '/payments/refund'],
        },
        {
          when: { is: 'retried', to: 'payment-service' },
          level: 'WARN',
          every: 3,
          offset: 1,
          texts: ['retrying POST {sample} on {upstream}: attempt {attempt} of {attempts}'],
          samples: ['/payments/refund', '/payments/charge'],
        },
        checkPassed('payment-service', 3, 0),
        checkPassed('notification-service', 3, 1),
        background('INFO', 2, 0, 'GET {sample} 200', {
          samples: ['/api/orders', '/auth/session', '/api/users'],
        }),
        background('INFO', 2, 1, 'routes loaded by deploy 2026.03.31-2: 4 entries'),
        {
          when: { is: 'slots_full' },
          level: 'ERROR',
          texts: ['no free connection slot: {waiting} requests are waiting'],
        },
        { when: { is: 'started' }, level: 'INFO', texts: ['started with config version {version}'] },
      ],
    },
    authService(90),
    backendApi({
      p50Ms: 38,
      p99Ms: 120,
      p99TargetMs: 500,
      logs: [
        background('INFO', 2, 1, 'GET /healthz 200'),
        background('INFO', 6, 2, 'running build 2026.03.31-2, deployed today at 16:05'),
        background('WARN', 4, 0, 'deprecated header X-Client-Version in {count} requests', {
          counts: [318, 342, 297],
        }),
      ],
    }),
    notificationService({
      p99Ms: 200,
      p99TargetMs: 600,
      failing: 0.006,
      backlog: 41,
      logs: [
        background('WARN', 2, 0, [
          'message {id} bounced: 550 mailbox unavailable',
          'message {id} bounced: 552 mailbox full',
        ]),
        background('INFO', 3, 1, 'GET /healthz 200'),
      ],
    }),
    paymentService({
      p50Ms: 2400,
      p99Ms: 45_000,
      p99TargetMs: 60_000,
      slow: { share: 0.936, backlogTicks: 4 },
      logs: [
        {
          when: { is: 'slow_request' },
          level: 'WARN',
          texts: ['POST {sample}: answer of external provider took {duration} ms'],
          samples: ['/payments/charge', '/payments/refund'],
          factors: [0.957, 0.942, 0.976],
        },
        {
          when: { is: 'slow_request' },
          level: 'WARN',
          every: 3,
          texts: ['external provider is slow: {duration} ms for authorisation'],
          factors: [0.921, 0.934],
        },
        background('INFO', 2, 1, 'GET /healthz 200'),
        background('INFO', 4, 0, 'reconciled {count} transactions', { counts: [96, 102, 88] }),
      ],
    }),
    redisCache,
    userDb,
  ],
  links: [
    { from: 'api-gateway', to: 'auth-service', share: 0.11, path: '/auth/*' },
    { from: 'api-gateway', to: 'backend-api', share: 0.62, path: '/api/*' },
    { from: 'api-gateway', to: 'notification-service', share: 0.035, path: '/notifications/*' },
    { from: 'api-gateway', to: 'payment-service', share: 0.235, path: '/payments/*' },
    { from: 'auth-service', to: 'redis-cache', share: 1 },
    { from: 'auth-service', to: 'user-db', share: 0.6, holdMs: 110 },
    { from: 'backend-api', to: 'redis-cache', share: 0.9 },
    { from: 'backend-api', to: 'user-db', share: 1, holdMs: 110 },
    { from: 'payment-service', to: 'user-db', share: 1, holdMs: 745 },
  ],
  root: {
    service: 'api-gateway',
    key: 'upstream_timeout_ms',
    involves: 'payment-service',
    cause: { is: 'timeout_covers', from: 'api-gateway', to: 'payment-service', atLeast: 1.25, atMost: 6 },
    fix: [{ service: 'api-gateway', key: 'upstream_timeout_ms', value: 90_000 }],
  },
  symptoms: ['502', 'timed out', 'timeout', 'slow'],
  redHerrings: [
    {
      service: 'backend-api',
      is: 'recent_change',
      detail: 'It was deployed today as well; the new build works.',
    },
    {
      service: 'redis-cache',
      is: 'alarming_value',
      detail: 'Memory stands at 92 % of its limit and it evicts, as a cache of that policy does.',
    },
    {
      service: 'notification-service',
      is: 'unrelated_errors',
      detail: 'Some mails bounce, because their addresses no longer exist.',
    },
  ],
};
