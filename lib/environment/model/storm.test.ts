import { describe, expect, test } from 'vitest';
import type { Cause } from '../scenario-schema.ts';
import type { Seen } from '../testing/shop-world.ts';
import { config, see } from '../testing/shop-world.ts';

const jitter = { value: true, effect: { kind: 'jitter', to: 'payments-api' } };
const budget = { value: 10, range: [0, 100], effect: { kind: 'retry_budget', to: 'payments-api' } };

describe('a storm of retries', () => {
  const storm = (values: object) =>
    see(
      config('orders-api', values, {
        services: {
          'orders-api': { config: values },
          'payments-api': {
            ownRps: 4,
            waste: 2,
            config: { worker_threads: { effect: { kind: 'workers', rpsEach: 4.65 } } },
          },
        },
        bursts: [{ service: 'payments-api', every: 100, offset: 10, factor: 6 }],
      }),
      { ticks: 20 },
    );
  const amplified = (seen: Seen) => {
    const { attempts, requests } = seen.link('orders-api', 'payments-api');
    return attempts / requests;
  };

  test('lasts long after the burst that began it', () => {
    const seen = storm({ max_retries: 6, retry_backoff_ms: 0 });
    expect(seen.service('payments-api').utilisation).toBeGreaterThan(2.5);
    expect(amplified(seen)).toBeGreaterThan(4);
  });

  test.each([
    ['fewer retries and pauses between them', { max_retries: 2, retry_backoff_ms: 200 }],
    ['jitter', { max_retries: 4, retry_backoff_ms: 100, jitter }],
    ['a budget', { max_retries: 6, retry_backoff_ms: 0, retry_budget: budget }],
  ])('dies down with %s', (_name, values) => {
    const seen = storm(values);
    expect(amplified(seen)).toBeCloseTo(1, 2);
    expect(seen.service('payments-api').health).toBe('healthy');
  });

  test('is judged by the attempts that land together, and legitimate retries must remain', () => {
    const cause: Cause = {
      is: 'amplification_below',
      from: 'orders-api',
      to: 'payments-api',
      atMost: 2.6,
      retries: 1,
    };
    const judged = (values: object) => see(config('orders-api', values)).judge(cause).gone;
    expect(judged({ max_retries: 6, retry_backoff_ms: 0 })).toBe(false);
    expect(judged({ max_retries: 2, retry_backoff_ms: 200 })).toBe(true);
    expect(judged({ max_retries: 0, retry_backoff_ms: 200 })).toBe(false);
  });
});
