import { describe, expect, it } from 'vitest';
import { sampleWorld } from '#lib/testing/sample-run.ts';
import { describeChange } from './describe-change.ts';

describe('what a call changed, in words', () => {
  it('is nothing for a call that only looked', () => {
    expect(describeChange(sampleWorld(1), sampleWorld(2))).toEqual([]);
  });

  it('names the key that was stored and that it is not loaded yet', () => {
    expect(describeChange(sampleWorld(5), sampleWorld(6, 'stored'))).toEqual([
      'front-proxy: upstream_timeout_ms changed. It is stored, not loaded: a restart is pending.',
    ]);
  });

  it('says that a restart loaded the config and healed the service', () => {
    expect(describeChange(sampleWorld(6, 'stored'), sampleWorld(9, 'fixed'))).toEqual([
      'front-proxy loaded its stored config.',
      'front-proxy went from unhealthy to healthy (errors 34% → 0%).',
    ]);
  });

  it('tells errors and latency that move inside one health state, and leaves noise out', () => {
    const before = sampleWorld(0);
    const move = (errorRate: number, p99Ms: number) => ({
      ...before,
      services: before.services.map((each) =>
        each.name === 'orders' ? { ...each, errorRate, p99Ms } : each,
      ),
    });
    expect(describeChange(before, move(0.005, 4300))).toEqual([]);
    expect(describeChange(before, move(0.07, 9000))).toEqual([
      'orders: errors rose from 0% to 7%.',
      'orders: p99 rose from 4,200 ms to 9,000 ms.',
    ]);
  });
});
