import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { knownWorld, mentions, prepareKnown } from './prepare-known.ts';

const whole = foldRunEvents('run_sample', sampleRunEvents());
const after = (calls: number) => ({ ...whole, calls: whole.calls.slice(0, calls) });
const names = (calls: number) => prepareKnown(after(calls)).map(({ name }) => name);

describe('what a player knows', () => {
  it('begins with nothing but what the request names', () => {
    expect(names(0)).toEqual([]);
    expect(prepareKnown({ ...after(0), started: null })).toEqual([]);
  });

  it('grows by the names that results mention, each with the call in which it was first read', () => {
    expect(prepareKnown(after(4)).map(({ name, seenAt }) => [name, seenAt])).toEqual([
      ['front-proxy', 1],
      ['orders', 2],
      ['mailer', 3],
    ]);
  });

  it('has figures of a service only as its own status said them, at that call', () => {
    const [proxy, orders] = prepareKnown(after(2));
    expect(proxy?.status).toMatchObject({ call: 1, service: { health: 'unhealthy', errorRate: 0.34 } });
    expect(orders?.status).toBeNull();
    expect(knownWorld(after(2), prepareKnown(after(2))).services.map(({ name }) => name)).toEqual([
      'front-proxy',
    ]);
  });

  it('keeps the old figures until the status is read again, whatever has changed meanwhile', () => {
    const before = prepareKnown(after(7))[0]?.status;
    expect(before).toMatchObject({ call: 1, service: { health: 'unhealthy' } });
    expect(prepareKnown(after(8))[0]?.status).toMatchObject({ call: 8, service: { health: 'healthy' } });
  });

  it('knows settings once the config was read, and follows what was written since', () => {
    expect(prepareKnown(after(4))[0]?.settings.size).toBe(0);
    expect(prepareKnown(after(5))[0]?.settings).toEqual(new Map([['upstream_timeout_ms', '5000']]));
    expect(prepareKnown(after(6))[0]?.settings).toEqual(new Map([['upstream_timeout_ms', '10000']]));
  });

  it('learns nothing from a call that was refused', () => {
    const calls = after(1).calls.map((call) => Object.assign({}, call, { outcome: 'rejected' as const }));
    expect(prepareKnown({ ...whole, calls })[0]?.status).toBeNull();
  });

  it('draws a dependency only where the status that was read names it', () => {
    expect(knownWorld(after(1), prepareKnown(after(1))).links).toEqual([]);
    const calls = after(1).calls.map((call) =>
      Object.assign({}, call, { result: `${call.result}\n  depends_on: orders` }),
    );
    expect(knownWorld({ calls }, prepareKnown({ ...whole, calls })).links).toEqual([
      { from: 'front-proxy', to: 'orders', errorRate: 0 },
    ]);
  });
});

describe('a name in a text', () => {
  it('counts as a word of its own, not as a part of another name', () => {
    expect(mentions('GET /api/orders timed out', 'orders')).toBe(true);
    expect(mentions('orders-store is full', 'orders')).toBe(false);
    expect(mentions('orders-store waits for orders.', 'orders')).toBe(true);
    expect(mentions('preorders', 'orders')).toBe(false);
  });
});
