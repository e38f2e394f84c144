import { reachesCallee, readEffect } from './read-effect.ts';
import type { PlannedLink, WorldPlan } from './world-plan.ts';
import { need } from './world-plan.ts';
import type { Facts, ServiceState } from './world-state.ts';

/** Load on a link, per second. */
export interface LinkLoad {
  requests: number;
  attempts: number;
  /** Attempts that find somebody who listens. */
  arriving: number;
  /** Connections of the callee that these attempts want, and may have by the caller's pool. */
  connections: { wanted: number; pool: number };
}

export interface Load {
  services: ReadonlyMap<string, number>;
  links: readonly LinkLoad[];
}

/**
 * Requests per second on every service and link, from the entry downwards. A caller retries what failed in the tick
 * before; a fresh process has nothing to retry yet.
 */
export function spreadLoad(
  plan: WorldPlan,
  states: ReadonlyMap<string, ServiceState>,
  before: Facts | null,
): Load {
  const { entry } = plan.scenario;
  const services = new Map<string, number>();
  const links: LinkLoad[] = [];
  for (const name of plan.callersFirst) {
    const { ownRps } = need(plan.services, name);
    const arriving = need(plan.incoming, name).map(({ index }) => links[index]?.arriving ?? 0);
    const rps = arriving.reduce((sum, value) => sum + value, name === entry.service ? entry.rps : 0) + ownRps;
    services.set(name, rps);
    for (const link of need(plan.outgoing, name)) {
      links[link.index] = loadLink(plan, states, before, link, rps);
    }
  }
  return { services, links };
}

function loadLink(
  plan: WorldPlan,
  states: ReadonlyMap<string, ServiceState>,
  before: Facts | null,
  link: PlannedLink,
  callerRps: number,
): LinkLoad {
  const caller = need(states, link.from);
  const requests = caller.downFor > 0 ? 0 : callerRps * link.share;
  const perRequest = caller.age === 0 ? 1 : (before?.links[link.index]?.attemptsPerRequest ?? 1);
  const attempts = requests * perRequest;
  const listens = need(states, link.to).downFor === 0 && reachesCallee(plan, states, link);
  const wanted = (attempts * (link.holdMs ?? 0)) / 1000;
  const pool = readEffect(plan, states, link.from, 'pool', link.to) ?? Infinity;
  return { requests, attempts, arriving: listens ? attempts : 0, connections: { wanted, pool } };
}
