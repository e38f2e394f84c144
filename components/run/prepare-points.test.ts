import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { WorldFigures } from '#lib/protocol/world-figures.ts';
import { sampleRunEvents, sampleWorld } from '#lib/testing/sample-run.ts';
import { prepareChanges } from './prepare-changes.ts';
import { prepareMoments } from './prepare-moments.ts';
import { preparePoints, resolvePoint, serviceSeries } from './prepare-points.ts';
import { prepareTimeline } from './prepare-timeline.ts';
import { pointInWords } from './scrubber.tsx';

const view = foldRunEvents('run_sample', sampleRunEvents());
const proxy = (fromTick: number, errorRate: number[]): WorldFigures => ({
  fromTick,
  services: [
    {
      name: 'front-proxy',
      errorRate,
      p99Ms: errorRate.map((rate) => (rate === 1 ? null : 80)),
      requestsPerSecond: errorRate.map(() => 100),
      utilisation: errorRate.map(() => 0.5),
      curves: { queue: errorRate.map((rate) => (rate === 1 ? null : 7)) },
    },
  ],
});
/** The sample's restart takes three ticks instead of one; between its ends the proxy is away. */
const calls = view.calls.map((call) => {
  if (call.call < 7) return call;
  const world = sampleWorld(call.call + 2, 'fixed');
  return { ...call, world: call.call === 7 ? { ...world, passed: proxy(7, [1, 1]) } : world };
});
const moments = prepareMoments({ ...view, calls });
const points = preparePoints(moments, proxy(11, [0, 0.1, 0.2]));
const errors = ({ errorRate }: { errorRate: number }) => errorRate;

describe('points of time', () => {
  it('are every tick, also those during a call and after the last', () => {
    expect(points.map(({ tick }) => tick)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(points.map(({ kind }) => kind).join(' ')).toBe(
      'end end end end end end end during during end end after after after',
    );
    expect(serviceSeries(points, 'front-proxy', errors).slice(5)).toEqual([
      0.34, 0.34, 1, 1, 0, 0, 0, 0.1, 0.2,
    ]);
  });

  it('show the nearest world that is known whole', () => {
    expect(points.slice(6).map(({ position }) => position)).toEqual([6, 6, 7, 7, 8, 8, 8, 8]);
  });

  it('have gaps where a figure or a service is missing', () => {
    const queue = serviceSeries(points, 'front-proxy', ({ curves }) => curves?.['queue'] ?? null);
    expect(queue.slice(6)).toEqual([null, null, null, null, null, 7, 7, 7]);
    expect(serviceSeries(points, 'nobody', errors)[0]).toBeNull();
  });

  it('do not repeat the ticks of a call for the calls that take no time', () => {
    const skill = calls.map((call) => (call.call === 8 ? { ...call, world: null } : call));
    const ticks = preparePoints(prepareMoments({ ...view, calls: skill }), null).map(({ tick }) => tick);
    expect(ticks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9]);
  });

  it('are the ends of calls in an older log, and none before the start', () => {
    expect(preparePoints(prepareMoments(view), null).map(({ position }) => position)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    expect(preparePoints([], proxy(1, [0]))).toEqual([]);
  });
});

describe('the shown point', () => {
  it("is the chosen one while it belongs to the position, else the position's own", () => {
    expect(resolvePoint(12, points, 8)).toBe(12);
    expect(resolvePoint(12, points, 7)).toBe(9);
    expect(resolvePoint(null, points, 8)).toBe(10);
    expect(resolvePoint(99, [], 0)).toBe(0);
  });

  it('says in words what time it is and which world is shown', () => {
    expect(pointInWords(calls, points, 9)).toBe('After call 7 of 8 · restart_service front-proxy');
    expect(pointInWords(calls, points, 7)).toBe(
      'During call 7 of 8 · restart_service front-proxy · the system is shown after call 6 of 8',
    );
    expect(pointInWords(calls, points, 12)).toBe(
      '1 min after the agent stopped · the system is shown after call 8 of 8',
    );
    expect(pointInWords([], [], 0)).toBe('Before the first call');
  });
});

it('the axis sets apart what came after the agent stopped, and places calls at their ends', () => {
  const timeline = prepareTimeline(points, calls, prepareChanges(calls));
  expect(timeline).toMatchObject({ lastTick: 13, stoppedAt: 10 / 13 });
  expect(timeline.calls[6]?.place).toBe(9 / 13);
  expect(timeline.writes.map(({ place }) => place)).toEqual([6 / 13, 9 / 13]);
});
