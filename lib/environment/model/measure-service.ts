import type { Health } from '#lib/protocol/world-snapshot.ts';
import type { Service } from '../scenario-schema.ts';
import { shedShare, wastedShare } from './rules/load.ts';
import { warmth } from './rules/stocks.ts';
import { SLOW_MEDIAN, backlogShare, loadFactor, slotWait, stallHold } from './rules/waiting.ts';
import { missedShare } from './spread-load.ts';
import type { Load } from './spread-load.ts';
import type { PlannedService, WorldPlan } from './world-plan.ts';
import { at } from './world-plan.ts';
import type { LinkFacts, ServiceFacts, ServiceState } from './world-state.ts';

/** What is known in a tick when a service's turn comes: its links and everything that it calls. */
export interface Below {
  plan: WorldPlan;
  states: readonly ServiceState[];
  load: Load;
  services: readonly ServiceFacts[];
  links: readonly LinkFacts[];
}

/** By service: how far its node is overbooked and its volume is filled. */
export interface Surroundings {
  nodePressure: readonly number[];
  diskUsed: readonly number[];
}

/** A volume counts as full from here. */
export const DISK_FULL = 0.995;

/** What one service goes through in a tick, once everything that it calls is known. */
export function measureService(below: Below, planned: PlannedService, around: Surroundings): ServiceFacts {
  const { states, load } = below;
  const { service, index } = planned;
  const diskUsed = at(around.diskUsed, index);
  const state = at(states, index);
  const { params } = state.config;
  const up = state.downFor === 0;
  const { offered, admitted } = at(load.services, index);
  const utilisation = (admitted + params.backgroundRps) / params.capacityRps;
  const factor = loadFactor(utilisation) * slowedBy(state);
  const slots = holdSlots(params.slots, below, planned);
  const connections = countConnections(states, planned, load);
  const ownP99 = service.latency.p99Ms * factor + slots.waitMs;
  const p99Ms = service.latencyCovers === 'own' ? ownP99 : ownP99 + excessBelow(below, planned);
  const turnedAway = Math.max(
    wastedShare(utilisation, service.waste),
    shedShare(connections.wanted / connections.limit),
    shedShare(at(around.nodePressure, index)),
  );
  const own = 1 - (1 - service.errorRate) * (1 - ownFailing(state)) * (1 - unwritten(service, diskUsed));
  const limited = offered > admitted ? 1 - admitted / offered : 0;
  const passedOn = 1 - failingBelow(below, planned);
  const failing = up ? 1 - (1 - own) * (1 - turnedAway) * passedOn * (1 - limited) : 1;
  const errorRate = Math.min(1, failing + service.backgroundErrorRate);
  return {
    state,
    up,
    offered,
    requests: up ? admitted : 0,
    limited: up ? limited : 0,
    utilisation,
    p50Ms: service.latency.p50Ms * factor,
    medianMs: medianMs(service, state.age) * factor,
    p99Ms,
    failing,
    own,
    errorRate,
    health: healthOf(up, errorRate, p99Ms / service.p99TargetMs),
    slots,
    connections: { ...connections, used: Math.min(connections.wanted, connections.limit) },
    hit: params.hit * warmth(state.age),
    diskUsed,
  };
}

/** The median of both modes together: once most requests are slow, it lies among them. */
function medianMs({ slow, latency }: Service, age: number): number {
  const mostAreSlow = slow.share * backlogShare(age, slow.backlogTicks) > 0.5;
  return mostAreSlow ? latency.p99Ms * SLOW_MEDIAN : latency.p50Ms;
}

/** Share of requests that fail because of a value that is not accepted or of new code. */
function ownFailing({ config: { params } }: ServiceState): number {
  let fine = 1;
  for (const { share } of params.rejections) fine *= 1 - share;
  for (const { share, errorShare } of params.rollouts) fine *= 1 - share * errorShare;
  return 1 - fine;
}

function slowedBy({ config: { params } }: ServiceState): number {
  let factor = 1;
  for (const { share, slower } of params.rollouts) if (share > 0) factor *= slower;
  return factor;
}

const unwritten = ({ disk }: Service, diskUsed: number): number =>
  disk && diskUsed >= DISK_FULL ? disk.writeShare : 0;

/**
 * Requests in flight, by Little's law (rate x time held). `utilisation` is that of the worst moment, which every p99
 * knows: the busiest callee stalls, and its callers hold their slots until their own limits free them.
 */
function holdSlots(
  limit: number,
  { services, links }: Below,
  planned: PlannedService,
): ServiceFacts['slots'] {
  let used = 0;
  let stalled = 0;
  let stallMs = 0;
  for (const { index, toIndex } of planned.outgoing) {
    const facts = at(links, index);
    const callee = at(services, toIndex);
    if (facts.refused + facts.unknownHost + facts.denied + facts.handshake >= 1) continue;
    used += (facts.requests * heldMs(facts, callee)) / 1000;
    const holdMs = stallHold(facts.timeoutMs, facts.retries, callee.p99Ms);
    const slots = (facts.requests * holdMs) / 1000;
    if (slots <= stalled) continue;
    stalled = slots;
    stallMs = holdMs;
  }
  const peak = used + stalled;
  const utilisation = peak / limit;
  return {
    used: Math.min(used, limit),
    peak: Math.min(peak, limit),
    limit,
    utilisation,
    waitMs: slotWait(utilisation, stallMs),
  };
}

/** How long a request of a link holds its slot on average. */
function heldMs(facts: LinkFacts, callee: ServiceFacts): number {
  const slow = Math.max(0, facts.slow - facts.timedOut);
  const fast = Math.max(0, 1 - slow - facts.timedOut);
  const cutOff = facts.timedOut > 0 ? facts.timedOut * facts.timeoutMs * (1 + facts.retries) : 0;
  return slow * callee.p99Ms + fast * callee.p50Ms + cutOff;
}

/** Connections that the callers' pools want from a service; eager pools want all that they may have. */
function countConnections(
  states: readonly ServiceState[],
  { index, incoming }: PlannedService,
  load: Load,
): { wanted: number; limit: number } {
  let wanted = 0;
  for (const link of incoming) {
    const caller = at(states, link.fromIndex);
    const { pool, eager } = at(caller.config.params.links, link.position);
    if (eager && caller.downFor > 0) continue;
    const idle = caller.idle[link.position] ?? 0;
    wanted += eager ? pool : Math.min(at(load.links, link.index).wanted + idle, pool);
  }
  return { wanted, limit: at(states, index).config.params.connectionLimit };
}

/** What waits further down add to the usual latency of a service. */
function excessBelow({ plan, links }: Below, planned: PlannedService): number {
  let sum = 0;
  for (const { index, toIndex } of planned.outgoing) {
    sum += Math.max(0, at(links, index).p99Ms - at(plan.services, toIndex).service.latency.p99Ms);
  }
  return sum;
}

function failingBelow({ states, links }: Below, planned: PlannedService): number {
  let sum = 0;
  for (const link of planned.outgoing) {
    const { failing } = at(links, link.index);
    if (failing > 0) sum += link.share * missedShare(states, link) * failing;
  }
  return Math.min(1, sum);
}

function healthOf(up: boolean, errorRate: number, overTarget: number): Health {
  if (!up || errorRate >= 0.1) return 'unhealthy';
  return errorRate >= 0.02 || overTarget > 1 ? 'degraded' : 'healthy';
}
