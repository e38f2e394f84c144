import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { sampleRunEvents, sampleWorld } from '#lib/testing/sample-run.ts';
import { changeInWords, changesOf, prepareChanges } from './prepare-changes.ts';
import { linkLooks } from './link-look.ts';
import { prepareMoments } from './prepare-moments.ts';
import { preparePoints } from './prepare-points.ts';
import { pointAt, prepareTimeline, worldTime } from './prepare-timeline.ts';

const view = foldRunEvents('run_sample', sampleRunEvents());
const changes = prepareChanges(view.calls);

describe('the axis of world time', () => {
  const timeline = prepareTimeline(preparePoints(prepareMoments(view), null), view.calls, changes);

  it('places every call at the tick at which it ended', () => {
    expect(timeline.ticks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(timeline.calls.map(({ kind, place }) => [kind, place])[5]).toEqual(['write', 0.75]);
  });

  it('keeps the true distances where calls took different times', () => {
    const moments = prepareMoments(view).map(({ call, world }, index) => ({
      call,
      world: sampleWorld(index < 7 ? world.tick : index + 2),
    }));
    expect(prepareTimeline(preparePoints(moments, null), view.calls, changes).places[7]).toBe(0.9);
  });

  it('says what each write did', () => {
    expect(timeline.writes.map(({ call, text }) => [call, text])).toEqual([
      [6, 'upstream_timeout_ms = 10000 (front-proxy)'],
      [7, 'restart front-proxy'],
    ]);
  });

  it('has round times along it, and copes with a run without calls', () => {
    expect(timeline.axis.map(({ text }) => text)).toEqual(['0 s', '1 min', '2 min', '3 min', '4 min']);
    const empty = prepareTimeline(preparePoints(prepareMoments({ ...view, calls: [] }), null), [], []);
    expect(empty).toMatchObject({ lastTick: 0, places: [0], calls: [], stoppedAt: null });
    expect(prepareTimeline([], [], []).lastTick).toBe(0);
    expect(worldTime(7)).toBe('3 min 30 s');
  });
});

describe('moving along the axis', () => {
  const ticks = [0, 1, 2, 5, 5, 6];

  it('finds the nearest point, and the last of those at the same tick', () => {
    expect(pointAt(ticks, 4, 0)).toBe(4);
    expect(pointAt(ticks, 6, 0)).toBe(5);
    expect(pointAt(ticks, 0, 5)).toBe(0);
  });

  it('goes on by a step of one tick where an older log knows none nearby', () => {
    expect(pointAt(ticks, 3, 2)).toBe(3);
    expect(pointAt(ticks, 4, 3)).toBe(2);
  });
});

describe('knobs that were turned', () => {
  it('are the accepted writes', () => {
    const refused = view.calls.map((call) => Object.assign({}, call, { outcome: 'rejected' as const }));
    expect(prepareChanges(refused)).toEqual([]);
    expect(changes.map(changeInWords)).toHaveLength(2);
  });

  it('know when they were last turned, up to the moment that is looked at', () => {
    const service = { name: 'front-proxy', changedKeys: ['upstream_timeout_ms'] };
    expect(changesOf(changes, 8, service)).toEqual([{ key: 'upstream_timeout_ms', call: 6, value: '10000' }]);
    expect(changesOf(changes, 5, service)[0]?.call).toBeNull();
  });

  it('count an entry of an object as a change of that object', () => {
    const entry = [{ call: 3, service: 'gw', key: 'routes./api/*', value: 'http://b' }];
    expect(changesOf(entry, 3, { name: 'gw', changedKeys: ['routes'] })).toEqual([
      { key: 'routes', call: 3, value: null },
    ]);
  });
});

describe('a link', () => {
  it('is as wide as its load, where the log says it, and fails from 1 % on', () => {
    const world = sampleWorld(0);
    expect(linkLooks(world)('orders', 'orders-store')).toMatchObject({
      fails: false,
      load: null,
      width: 1.25,
    });
    expect(linkLooks(world)('front-proxy', 'orders')).toMatchObject({ fails: true, errorRate: 0.6 });
    const loaded = {
      links: world.links.map((link, index) => Object.assign({}, link, { requestsPerSecond: index * 100 })),
    };
    expect(linkLooks(loaded)('orders', 'orders-store').width).toBe(5);
    expect(linkLooks(loaded)('front-proxy', 'orders').width).toBe(1.25);
    expect(linkLooks(loaded)('nobody', 'nothing').load).toBeNull();
  });
});
