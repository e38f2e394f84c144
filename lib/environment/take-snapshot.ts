import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { sameValue } from './config-value.ts';
import type { WorldPlan } from './model/world-plan.ts';
import { at } from './model/world-plan.ts';
import { inColumns, readFigures, toThousandths } from './read-figures.ts';
import type { Session } from './session.ts';

/**
 * The world as the pictures show it, with the same figures that `check_service_status` would give; between it and the
 * tick `since`, if any ticks lie there, their figures.
 */
export function takeSnapshot(
  plan: WorldPlan,
  start: Session,
  { world, history }: Session,
  since = world.tick,
): WorldSnapshot {
  const passed = history.filter(({ tick }) => tick > since && tick < world.tick);
  return {
    tick: world.tick,
    services: plan.services.map((planned) => {
      const { index } = planned;
      const { name, type } = planned.service;
      const { stored, storedVersion, loadedVersion } = at(world.services, index).config;
      const before = at(start.world.services, index).config.stored;
      return {
        name,
        type,
        health: at(world.facts.services, index).health,
        ...readFigures(plan, world.facts, planned),
        changedKeys: Object.keys(before).filter((key) => !sameValue(before[key], stored[key])),
        restartPending: storedVersion !== loadedVersion,
      };
    }),
    links: plan.links.map(({ from, to, index }) => {
      const facts = at(world.facts.links, index);
      return {
        from,
        to,
        errorRate: toThousandths(facts.failing),
        requestsPerSecond: toThousandths(facts.attempts),
      };
    }),
    ...(passed.length > 0 ? { passed: inColumns(plan, passed) } : {}),
  };
}
