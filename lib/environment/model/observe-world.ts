import { measureLink } from './measure-link.ts';
import type { Surroundings } from './measure-service.ts';
import { measureService } from './measure-service.ts';
import { spreadLoad } from './spread-load.ts';
import type { WorldPlan } from './world-plan.ts';
import { at } from './world-plan.ts';
import type { Facts, LinkFacts, ServiceFacts, ServiceState } from './world-state.ts';

/**
 * Everything that happens in one tick, computed from the state: load flows from callers to callees, latency and
 * failures come back. Retries answer the failures of the tick before, which is what lets a storm sustain itself.
 */
export function observeWorld(
  plan: WorldPlan,
  states: readonly ServiceState[],
  before: Facts | null,
  tick: number,
): Facts {
  const load = spreadLoad(plan, states, before, tick);
  const around = lookAround(plan, states);
  const services: ServiceFacts[] = [];
  const links: LinkFacts[] = [];
  const below = { plan, states, load, services, links };
  for (const planned of plan.calleesFirst) {
    for (const link of planned.outgoing) {
      const callee = at(services, link.toIndex);
      links[link.index] = measureLink(plan, states, link, at(load.links, link.index), callee);
    }
    const service = measureService(below, planned, around);
    services[planned.index] = service;
    if (service.slots.waitMs === 0) continue;
    for (const { index } of planned.outgoing) {
      const facts = at(links, index);
      links[index] = { ...facts, p99Ms: facts.p99Ms + service.slots.waitMs };
    }
  }
  return { tick, services, links };
}

/** Nodes are shared by the limits that were promised on them, volumes by what is kept there. */
function lookAround(plan: WorldPlan, states: readonly ServiceState[]): Surroundings {
  const nodePressure = states.map(() => 0);
  const diskUsed = states.map(() => 0);
  for (const { memoryMb, members } of plan.nodes) {
    let promised = 0;
    for (const index of members) {
      const { limitMb } = at(states, index).config.params.memory;
      if (limitMb !== Infinity) promised += limitMb;
    }
    for (const index of members) nodePressure[index] = promised / memoryMb;
  }
  for (const { sizeGb, otherGb, members } of plan.volumes) {
    let used = otherGb;
    for (const index of members) used += at(states, index).diskGb;
    for (const index of members) diskUsed[index] = used / sizeGb;
  }
  return { nodePressure, diskUsed };
}
