import type { Barrier } from './barrier.ts';
import { OPEN, barrierOf } from './barrier.ts';
import { burstFactor, wastedShare } from './rules/load.ts';
import { warmth } from './rules/stocks.ts';
import { timeOf } from './tick.ts';
import type { PlannedLink, PlannedService, WorldPlan } from './world-plan.ts';
import { at } from './world-plan.ts';
import type { Facts, ServiceState } from './world-state.ts';

/** Load on a link, per second. */
export interface LinkLoad {
  requests: number;
  attempts: number;
  /** Attempts that find somebody who listens and lets them in. */
  arriving: number;
  /** What keeps them from it. */
  barrier: Barrier;
  /** Connections of the callee that these attempts want. */
  wanted: number;
}

/** Load on a service, per second. */
export interface ServiceLoad {
  /** What arrives. */
  offered: number;
  /** What its rate limit lets in. */
  admitted: number;
}

export interface Load {
  services: readonly ServiceLoad[];
  links: readonly LinkLoad[];
}

/**
 * Requests per second on every service and link, from the entry downwards. A caller retries what failed in the tick
 * before; a fresh process has nothing to retry yet.
 */
export function spreadLoad(
  plan: WorldPlan,
  states: readonly ServiceState[],
  before: Facts | null,
  tick: number,
): Load {
  const services: ServiceLoad[] = [];
  const links: LinkLoad[] = [];
  const nowMs = timeOf(plan, tick);
  for (const planned of plan.callersFirst) {
    const { index } = planned;
    const state = at(states, index);
    const { params } = state.config;
    let offered = outside(plan, planned, tick) + ownWork(planned, state);
    for (const link of planned.incoming) offered += at(links, link.index).arriving;
    const admitted = Math.min(offered, params.rateLimit);
    services[index] = { offered, admitted };
    const running = state.downFor === 0;
    const usedUp = (admitted + params.backgroundRps) / params.capacityRps;
    const served = running ? admitted * (1 - wastedShare(usedUp, planned.service.waste)) : 0;
    for (const link of planned.outgoing) {
      const { pollRps, crowding } = at(params.links, link.position);
      const requests = served * link.share * missedShare(states, link) + (running ? pollRps : 0);
      const perRequest = state.age === 0 ? 1 : (before?.links[link.index]?.attemptsPerRequest ?? 1);
      const attempts = requests * (1 + (perRequest - 1) * crowding);
      const barrier = attempts > 0 ? barrierOf(plan, states, link, nowMs) : OPEN;
      const arriving = barrier === OPEN ? attempts : 0;
      links[link.index] = {
        requests,
        attempts,
        arriving,
        barrier,
        wanted: (arriving * (link.holdMs ?? 0)) / 1000,
      };
    }
  }
  return { services, links };
}

function outside(plan: WorldPlan, { outsideRps, service }: PlannedService, tick: number): number {
  let rps = outsideRps;
  for (const burst of plan.scenario.bursts) {
    if (burst.service === service.name) rps *= burstFactor(tick, burst);
  }
  return rps;
}

/** Messages that it takes from its queue, also those that come back again and again. */
function ownWork({ queueIndex }: PlannedService, state: ServiceState): number {
  if (queueIndex < 0 || state.downFor > 0) return 0;
  return state.stuck ? state.config.params.redeliveryRps : state.outRate;
}

/** Share of requests that the cache in front of a link does not answer. */
export function missedShare(states: readonly ServiceState[], { cacheIndex }: PlannedLink): number {
  if (cacheIndex < 0) return 1;
  const { config, age, downFor } = at(states, cacheIndex);
  return downFor > 0 ? 1 : 1 - config.params.hit * warmth(age);
}
