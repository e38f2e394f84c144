import { measureLink } from './measure-link.ts';
import type { Call } from './measure-service.ts';
import { measureService } from './measure-service.ts';
import { spreadLoad } from './spread-load.ts';
import type { WorldPlan } from './world-plan.ts';
import { need } from './world-plan.ts';
import type { Facts, LinkFacts, ServiceFacts, ServiceState } from './world-state.ts';

/**
 * Everything that happens in one tick, computed from the state: load flows from callers to callees, latency and
 * failures come back. Retries answer the failures of the tick before, which is what lets a storm sustain itself.
 */
export function observeWorld(
  plan: WorldPlan,
  states: ReadonlyMap<string, ServiceState>,
  before: Facts | null,
  tick: number,
): Facts {
  const load = spreadLoad(plan, states, before);
  const services = new Map<string, ServiceFacts>();
  const links: LinkFacts[] = [];
  for (const name of plan.callersFirst.toReversed()) {
    const calls: Call[] = [];
    for (const link of need(plan.outgoing, name)) {
      const callee = need(services, link.to);
      const linkLoad = load.links[link.index];
      if (linkLoad) calls.push({ link, callee, facts: measureLink(plan, states, link, linkLoad, callee) });
    }
    const service = measureService(plan, states, need(plan.services, name), load, calls);
    services.set(name, service);
    for (const { link, facts } of calls) {
      links[link.index] = { ...facts, p99Ms: facts.p99Ms + service.slots.waitMs };
    }
  }
  return { tick, services, links };
}
