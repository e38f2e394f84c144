import type { RunView, WorldMoment } from '#lib/protocol/run-view.ts';
import type { ServiceSnapshot, WorldSnapshot } from '#lib/protocol/world-snapshot.ts';

/**
 * The world at every position of the scrubber: item 0 before the first call, item n after call n. A call that cannot
 * touch the world (skill calls) shows it as it stood. Empty until the run has started.
 */
export function prepareMoments(view: Pick<RunView, 'started' | 'calls'>): WorldMoment[] {
  if (!view.started) return [];
  const moments: WorldMoment[] = [{ call: 0, world: view.started.world }];
  let world = view.started.world;
  for (const call of view.calls) {
    world = call.world ?? world;
    moments.push({ call: call.call, world });
  }
  return moments;
}

/** The position that is shown: the chosen one while it exists, else the newest. */
export function resolvePosition(chosen: number | null, moments: readonly WorldMoment[]): number {
  const newest = Math.max(0, moments.length - 1);
  return chosen === null ? newest : Math.min(Math.max(0, chosen), newest);
}

/** The service that users reach first: nobody calls it; the busiest, if there are several. */
export function entryService(world: WorldSnapshot): ServiceSnapshot | null {
  const called = new Set(world.links.map(({ to }) => to));
  const entries = world.services.filter(({ name }) => !called.has(name));
  const busiest = (entries.length > 0 ? entries : world.services).toSorted(
    (a, b) => b.requestsPerSecond - a.requestsPerSecond,
  );
  return busiest[0] ?? null;
}
