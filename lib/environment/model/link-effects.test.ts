import { describe, expect, test } from 'vitest';
import type { EffectCase } from '../testing/effect-case.ts';
import { AS_TOLD, playBothWays } from '../testing/effect-case.ts';
import type { Seen } from '../testing/shop-world.ts';
import { config } from '../testing/shop-world.ts';

const idle = { kind: 'idle_timeout', to: 'orders-db', abandonedRps: 0.3 };
const user = { kind: 'accepts', to: 'orders-db', values: ['orders_rw'], failure: 'denied' };
const toDb = { from: 'orders-api', to: 'orders-db' };
const errorsOf = (name: string) => (seen: Seen) => seen.service(name).failing;

const CASES: EffectCase[] = [
  {
    effect: 'pool: too few connections let calls wait until they fail',
    bad: config('orders-api', { db_pool_max: 5 }),
    good: config('orders-api', { db_pool_max: 16 }),
    shows: errorsOf('orders-api'),
    broken: 0.4,
    well: 0,
    cause: { is: 'pool_covers', ...toDb, atLeast: 1.05 },
  },
  {
    effect: 'connection_limit: pools that together want more fail everybody',
    bad: config('orders-api', { db_pool_max: 300 }),
    good: config('orders-api', { db_pool_max: 100 }),
    shows: errorsOf('auth-service'),
    broken: 0.1,
    well: 0,
    cause: { is: 'pool_covers', ...toDb, atLeast: 1.05 },
  },
  {
    effect: 'idle_timeout: without one, abandoned transactions fill the pool whatever its size',
    bad: config('orders-api', { db_pool_max: 60, tx_idle_timeout_ms: { value: 0, effect: idle } }),
    good: config('orders-api', { db_pool_max: 60, tx_idle_timeout_ms: { value: 8000, effect: idle } }),
    shows: (seen) => seen.link('orders-api', 'orders-db').idle,
    broken: 49,
    well: 3,
    cause: { is: 'idle_bounded', ...toDb, atMost: 0.3 },
  },
  {
    effect: 'accepts with a link: the callee turns the caller away',
    bad: config('orders-api', { db_user: { value: 'orders_ro', effect: user } }),
    good: config('orders-api', { db_user: { value: 'orders_rw', effect: user } }),
    shows: (seen) => seen.link('orders-api', 'orders-db').denied,
    broken: 1,
    well: 0,
    cause: { is: 'value_accepted', service: 'orders-api', key: 'db_user' },
  },
  {
    effect: 'accepts, stored and loaded apart: the process works with what it started with',
    bad: config('orders-api', { db_password: { loaded: 'v7' } }),
    good: config('orders-api', {}),
    shows: (seen) => seen.link('orders-api', 'orders-db').denied,
    broken: 1,
    well: 0,
    cause: { is: 'value_accepted', service: 'orders-api', key: 'db_password' },
  },
  {
    effect: 'accepts with a share: that share of its own requests fails',
    bad: config('catalog-api', { fx_base_url: 'https://fx.gone.example' }),
    good: config('catalog-api', {}),
    shows: (seen) => seen.service('catalog-api').own,
    broken: 0.25,
    well: 0,
    cause: { is: 'value_accepted', service: 'catalog-api', key: 'fx_base_url' },
  },
  {
    effect: 'accepts that crashes: the service does not start, its callers are refused',
    bad: config('catalog-api', { model_path: '/models/none' }),
    good: config('catalog-api', { model_path: '/models/rank-11' }),
    shows: (seen) => seen.link('storefront-api', 'catalog-api').refused,
    broken: 1,
    well: 0,
    cause: { is: 'value_accepted', service: 'catalog-api', key: 'model_path' },
  },
  {
    effect: 'address: another port refuses',
    bad: config('storefront-api', { catalog_url: 'http://catalog-api:9091' }),
    good: config('storefront-api', { catalog_url: 'catalog-api:9090' }),
    shows: (seen) => seen.link('storefront-api', 'catalog-api').refused,
    broken: 1,
    well: 0,
    cause: { is: 'address_reaches', from: 'storefront-api', to: 'catalog-api' },
  },
  {
    effect: 'address: another name is unknown',
    bad: config('storefront-api', { catalog_url: 'http://catalog-apl:9090' }),
    good: config('storefront-api', { catalog_url: 'catalog-api' }),
    shows: (seen) => seen.link('storefront-api', 'catalog-api').unknownHost,
    broken: 1,
    well: 0,
    cause: { is: 'address_reaches', from: 'storefront-api', to: 'catalog-api' },
  },
  {
    effect: 'certificate: one that has expired',
    bad: config('payments-api', { client_cert: '2025.pem' }),
    good: config('payments-api', {}),
    shows: (seen) => seen.link('payments-api', 'orders-db').handshake,
    broken: 1,
    well: 0,
    cause: { is: 'certificate_valid', service: 'payments-api' },
  },
  {
    effect: 'clock: a slow one finds a new certificate not yet valid',
    bad: config('payments-api', {
      ntp_enabled: false,
      client_cert: {
        value: 'today.pem',
        effect: {
          kind: 'certificate',
          to: 'orders-db',
          valid: { 'today.pem': ['2026-05-12T08:00:00Z', '2027-05-12T08:00:00Z'] },
        },
      },
    }),
    good: config('payments-api', {}),
    shows: (seen) => seen.link('payments-api', 'orders-db').handshake,
    broken: 1,
    well: 0,
    cause: { is: 'clock_synchronised', service: 'payments-api' },
  },
];

describe('effects on calls, both ways', () => {
  test.each(CASES)('$effect', (each) => {
    expect(playBothWays(each)).toEqual(AS_TOLD);
  });
});
