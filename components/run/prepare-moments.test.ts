import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents, sampleWorld } from '#lib/testing/sample-run.ts';
import { entryService, prepareMoments, resolvePosition } from './prepare-moments.ts';

const view = foldRunEvents('run_sample', sampleRunEvents());

describe('positions of the scrubber', () => {
  it('are the start and every call', () => {
    expect(prepareMoments(view).map(({ call }) => call)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('keep the world as it stood where a call cannot touch it', () => {
    const calls = view.calls.map((call) => (call.call === 2 ? { ...call, world: null } : call));
    expect(prepareMoments({ ...view, calls })[2]?.world).toBe(view.calls[0]?.world);
  });

  it('do not exist before the run has started', () => {
    expect(prepareMoments({ started: null, calls: [] })).toEqual([]);
  });

  it('follow the newest until one is chosen, and stay inside what exists', () => {
    const moments = prepareMoments(view);
    expect(resolvePosition(null, moments)).toBe(8);
    expect(resolvePosition(3, moments)).toBe(3);
    expect(resolvePosition(99, moments)).toBe(8);
    expect(resolvePosition(-1, moments)).toBe(0);
    expect(resolvePosition(5, [])).toBe(0);
  });
});

describe('the entry service', () => {
  it('is the one that nobody calls', () => {
    expect(entryService(sampleWorld(0))?.name).toBe('front-proxy');
  });

  it('is the busiest when a cycle leaves no other', () => {
    const world = sampleWorld(0);
    const services = world.services.map((service) => ({
      ...service,
      requestsPerSecond: service.name === 'orders' ? 500 : 1,
    }));
    const links = services.map(({ name }) => ({ from: 'orders', to: name, errorRate: 0 }));
    expect(entryService({ ...world, services, links })?.name).toBe('orders');
  });
});
