import type { Health } from '#lib/protocol/world-snapshot.ts';
import type { Service } from '../scenario-schema.ts';
import { findEffect, readEffect } from './read-effect.ts';
import { SLOW_MEDIAN, backlogShare, loadFactor, shedShare, slotWait, stallHold } from './rules.ts';
import type { Load } from './spread-load.ts';
import type { PlannedLink, WorldPlan } from './world-plan.ts';
import { need } from './world-plan.ts';
import type { LinkFacts, ServiceFacts, ServiceState } from './world-state.ts';

type States = ReadonlyMap<string, ServiceState>;

/** A link that a service calls, what happened on it, and the service at its other end. */
export interface Call {
  link: PlannedLink;
  facts: LinkFacts;
  callee: ServiceFacts;
}

/** What one service goes through in a tick, once everything that it calls is known. */
export function measureService(
  plan: WorldPlan,
  states: States,
  service: Service,
  load: Load,
  calls: readonly Call[],
): ServiceFacts {
  const state = need(states, service.name);
  const up = state.downFor === 0;
  const requests = need(load.services, service.name);
  const utilisation = requests / capacityOf(plan, states, service);
  const factor = loadFactor(utilisation);
  const slots = holdSlots(plan, states, service, calls);
  const connections = countConnections(plan, states, service, load);
  const own = service.latency.p99Ms * factor + slots.waitMs;
  const p99Ms = service.latencyCovers === 'own' ? own : own + excessBelow(plan, calls);
  const turnedAway = shedShare(utilisation, connections.wanted / connections.limit);
  const failing = up ? 1 - (1 - service.errorRate) * (1 - turnedAway) * (1 - failingBelow(calls)) : 1;
  const errorRate = Math.min(1, failing + service.backgroundErrorRate);
  return {
    up,
    requests: up ? requests : 0,
    utilisation,
    p50Ms: service.latency.p50Ms * factor,
    medianMs: medianMs(service, state.age) * factor,
    p99Ms,
    failing,
    errorRate,
    health: healthOf(up, errorRate, p99Ms / service.p99TargetMs),
    slots,
    connections: { used: Math.min(connections.wanted, connections.limit), limit: connections.limit },
    justStarted: up && state.age === 0,
    loadedVersion: state.loadedVersion,
  };
}

/** The median of both modes together: once most requests are slow, it lies among them. */
function medianMs({ slow, latency }: Service, age: number): number {
  const mostAreSlow = slow.share * backlogShare(age, slow.backlogTicks) > 0.5;
  return mostAreSlow ? latency.p99Ms * SLOW_MEDIAN : latency.p50Ms;
}

function capacityOf(plan: WorldPlan, states: States, service: Service): number {
  const effect = findEffect(plan, service.name, 'workers')?.effect;
  const workers = readEffect(plan, states, service.name, 'workers');
  if (effect?.kind !== 'workers' || workers === undefined) return service.capacityRps;
  return Math.max(0.001, workers * effect.rpsEach);
}

/**
 * Requests in flight, by Little's law (rate x time held). `utilisation` is that of the worst moment, which every p99
 * knows: the busiest callee stalls, and its callers hold their slots until their own limits free them.
 */
function holdSlots(
  plan: WorldPlan,
  states: States,
  service: Service,
  calls: readonly Call[],
): ServiceFacts['slots'] {
  const limit = readEffect(plan, states, service.name, 'slots') ?? Infinity;
  let used = 0;
  let stalled = { slots: 0, holdMs: 0 };
  for (const { facts, callee } of calls) {
    if (facts.refused === 1) continue;
    used += (facts.requests * heldMs(facts, callee)) / 1000;
    const holdMs = stallHold(facts.timeoutMs, facts.retries, callee.p99Ms);
    const slots = (facts.requests * holdMs) / 1000;
    if (slots > stalled.slots) stalled = { slots, holdMs };
  }
  const peak = used + stalled.slots;
  const utilisation = peak / limit;
  return {
    used: Math.min(used, limit),
    peak: Math.min(peak, limit),
    limit,
    utilisation,
    waitMs: slotWait(utilisation, stalled.holdMs),
  };
}

/** How long a request of a link holds its slot on average. */
function heldMs(facts: LinkFacts, callee: ServiceFacts): number {
  const slow = Math.max(0, facts.slow - facts.timedOut);
  const fast = Math.max(0, 1 - slow - facts.timedOut);
  const cutOff = facts.timedOut > 0 ? facts.timedOut * facts.timeoutMs * (1 + facts.retries) : 0;
  return slow * callee.p99Ms + fast * callee.p50Ms + cutOff;
}

/** Connections that the callers' pools want from a service. */
function countConnections(
  plan: WorldPlan,
  states: States,
  service: Service,
  load: Load,
): { wanted: number; limit: number } {
  const limit = readEffect(plan, states, service.name, 'connection_limit') ?? Infinity;
  const wanted = need(plan.incoming, service.name).reduce((sum, { index }) => {
    const connections = load.links[index]?.connections;
    return sum + (connections ? Math.min(connections.wanted, connections.pool) : 0);
  }, 0);
  return { wanted, limit };
}

/** What waits further down add to the usual latency of a service. */
function excessBelow(plan: WorldPlan, calls: readonly Call[]): number {
  return calls.reduce((sum, { link, facts }) => {
    const usual = need(plan.services, link.to).latency.p99Ms;
    return sum + Math.max(0, facts.p99Ms - usual);
  }, 0);
}

function failingBelow(calls: readonly Call[]): number {
  return Math.min(
    1,
    calls.reduce((sum, { link, facts }) => sum + link.share * facts.failing, 0),
  );
}

function healthOf(up: boolean, errorRate: number, overTarget: number): Health {
  if (!up || errorRate >= 0.1) return 'unhealthy';
  return errorRate >= 0.02 || overTarget > 1 ? 'degraded' : 'healthy';
}
