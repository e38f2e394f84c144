import type { WorldMoment } from '#lib/protocol/run-view.ts';
import type { WorldFigures } from '#lib/protocol/world-figures.ts';
import type { ServiceSnapshot } from '#lib/protocol/world-snapshot.ts';

/** What a curve can show of a service. */
export type ServiceFigures = Pick<
  ServiceSnapshot,
  'name' | 'errorRate' | 'p99Ms' | 'requestsPerSecond' | 'utilisation' | 'curves'
>;

/** A point of world time of which figures are known. */
export interface TimePoint {
  /** Ticks since the run began. */
  tick: number;
  /** end: the start, or the end of a call · during: while call `call` was executed · after: the agent had stopped. */
  kind: 'end' | 'during' | 'after';
  call: number;
  /** The position whose world stands for this point: the nearest one at which it is known whole. */
  position: number;
  services: readonly ServiceFigures[];
}

/** Every tick of a run in order, with a point for each call that took no time. Older logs know the ends of calls only. */
export function preparePoints(moments: readonly WorldMoment[], aftermath: WorldFigures | null): TimePoint[] {
  const first = moments[0]?.world.tick ?? 0;
  const points = moments.flatMap(({ call, world }, position): TimePoint[] => {
    const before = moments[position - 1]?.world;
    const end: TimePoint = {
      tick: world.tick - first,
      kind: 'end',
      call,
      position,
      services: world.services,
    };
    // A call that cannot touch the world shows the one before it.
    if (!world.passed || !before || before === world) return [end];
    const during = readColumns(world.passed).map(({ tick, services }): TimePoint => {
      const nearest = tick - before.tick < world.tick - tick ? position - 1 : position;
      return { tick: tick - first, kind: 'during', call, position: nearest, services };
    });
    return [...during, end];
  });
  const last = points.at(-1);
  if (!aftermath || !last) return points;
  const after = readColumns(aftermath).map(({ tick, services }): TimePoint => {
    return { tick: tick - first, kind: 'after', call: last.call, position: last.position, services };
  });
  return [...points, ...after];
}

function readColumns({ fromTick, services }: WorldFigures): { tick: number; services: ServiceFigures[] }[] {
  const length = services[0]?.errorRate.length ?? 0;
  return Array.from({ length }, (_, row) => ({
    tick: fromTick + row,
    services: services.map(({ name, errorRate, p99Ms, requestsPerSecond, utilisation, curves }) => ({
      name,
      errorRate: errorRate[row] ?? 0,
      p99Ms: p99Ms[row] ?? null,
      requestsPerSecond: requestsPerSecond[row] ?? 0,
      utilisation: utilisation[row],
      curves: Object.fromEntries(
        Object.entries(curves).flatMap(([key, column]) => {
          const value = column[row] ?? null;
          return value === null ? [] : [[key, value]];
        }),
      ),
    })),
  }));
}

/** The point that is shown: the chosen one while it belongs to the position, else the position's own. */
export function resolvePoint(chosen: number | null, points: readonly TimePoint[], position: number): number {
  if (chosen !== null && points[chosen]?.position === position) return chosen;
  return Math.max(
    0,
    points.findIndex((point) => point.kind === 'end' && point.position === position),
  );
}

/** One figure of one service at every point; null where the service is absent or the figure unknown: a gap in the line. */
export function serviceSeries(
  points: readonly Pick<TimePoint, 'services'>[],
  name: string,
  figureOf: (service: ServiceFigures) => number | null,
): (number | null)[] {
  return points.map(({ services }) => {
    const service = services.find((candidate) => candidate.name === name);
    return service ? figureOf(service) : null;
  });
}
