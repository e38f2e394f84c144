import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { sameValue } from './config-value.ts';
import type { PlannedService, WorldPlan } from './model/world-plan.ts';
import { at } from './model/world-plan.ts';
import type { WorldState } from './model/world-state.ts';
import type { Session } from './session.ts';
import { readOut } from './tools/read-out.ts';

/** The world as the pictures show it, with the same figures that `check_service_status` would give. */
export function takeSnapshot(plan: WorldPlan, start: Session, { world }: Session): WorldSnapshot {
  return {
    tick: world.tick,
    services: plan.services.map((planned) => {
      const { index } = planned;
      const { name, type } = planned.service;
      const { stored, storedVersion, loadedVersion } = at(world.services, index).config;
      const before = at(start.world.services, index).config.stored;
      const { health, utilisation } = at(world.facts.services, index);
      return {
        name,
        type,
        health,
        ...readOut(plan, world, planned),
        changedKeys: Object.keys(before).filter((key) => !sameValue(before[key], stored[key])),
        restartPending: storedVersion !== loadedVersion,
        utilisation: round(utilisation),
        curves: readCurves(planned, world),
      };
    }),
    links: plan.links.map(({ from, to, index }) => {
      const facts = at(world.facts.links, index);
      return { from, to, errorRate: facts.failing, requestsPerSecond: round(facts.attempts) };
    }),
  };
}

/** Numbers of a service that are worth a curve, where it has them. */
function readCurves({ service, index, outgoing }: PlannedService, world: WorldState): Record<string, number> {
  const facts = at(world.facts.services, index);
  const { memory } = facts.state.config.params;
  const curves: Record<string, number> = {};
  if (Number.isFinite(memory.limitMb)) curves['memory'] = round(facts.state.memoryMb / memory.limitMb);
  if (service.consumes) curves['queue'] = Math.round(facts.state.lag);
  if (facts.hit > 0) curves['hitRatio'] = round(facts.hit);
  if (service.disk) curves['disk'] = round(facts.diskUsed);
  const pools = outgoing
    .map((link) => at(world.facts.links, link.index))
    .filter(({ pool }) => pool !== Infinity);
  if (pools.length > 0)
    curves['pool'] = round(Math.max(...pools.map(({ wanted, pool, idle }) => (wanted + idle) / pool)));
  const attempts = outgoing
    .map((link) => at(world.facts.links, link.index))
    .filter(({ retries }) => retries > 0);
  if (attempts.length > 0) {
    curves['attempts'] = round(
      Math.max(...attempts.map((link) => (link.requests > 0 ? link.attempts / link.requests : 1))),
    );
  }
  return curves;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
