import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { WorldPlan } from './model/world-plan.ts';
import { need } from './model/world-plan.ts';
import type { Session } from './session.ts';
import { readOut } from './tools/read-out.ts';
import { sameValue } from './config-value.ts';

/** The world as the pictures show it, with the same figures that `check_service_status` would give. */
export function takeSnapshot(plan: WorldPlan, start: Session, { world }: Session): WorldSnapshot {
  return {
    tick: world.tick,
    services: plan.scenario.services.map(({ name, type }) => {
      const state = need(world.services, name);
      const { stored } = need(start.world.services, name);
      return {
        name,
        type,
        health: need(world.facts.services, name).health,
        ...readOut(plan, world, name),
        changedKeys: Object.keys(stored).filter((key) => !sameValue(stored[key], state.stored[key])),
        restartPending: state.storedVersion !== state.loadedVersion,
      };
    }),
    links: plan.links.map(({ from, to, index }) => ({
      from,
      to,
      errorRate: world.facts.links[index]?.failing ?? 0,
    })),
  };
}
