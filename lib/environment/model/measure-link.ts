import { attemptsPerRequest, budgetShare, failingShare, shedShare } from './rules/load.ts';
import { backlogShare, slotWait, timedOutShare } from './rules/waiting.ts';
import type { LinkLoad } from './spread-load.ts';
import type { PlannedLink, WorldPlan } from './world-plan.ts';
import { at } from './world-plan.ts';
import type { LinkFacts, ServiceFacts, ServiceState } from './world-state.ts';

/** What becomes of the calls on one link; `p99Ms` does not have the caller's own waiting yet. */
export function measureLink(
  plan: WorldPlan,
  states: readonly ServiceState[],
  link: PlannedLink,
  load: LinkLoad,
  callee: ServiceFacts,
): LinkFacts {
  const caller = at(states, link.fromIndex);
  const params = at(caller.config.params.links, link.position);
  const { timeoutMs, poolTimeoutMs } = params;
  const { barrier } = load;
  const barred = Math.min(1, barrier.refused + barrier.unknownHost + barrier.denied + barrier.handshake);
  const idle = caller.idle[link.position] ?? 0;
  const pressure = load.wanted / Math.max(0.001, params.pool - idle);
  const starved = poolTimeoutMs === null ? 0 : (1 - barred) * shedShare(pressure);
  const slow = slowShare(plan, states, link);
  const timedOut = (1 - barred) * timedOutShare(timeoutMs, callee.p50Ms, callee.p99Ms, slow);
  const transient = (1 - barred) * (1 - (1 - callee.failing) * (1 - starved));
  const lasting = barred + timedOut;
  const attempts = attemptsPerRequest(params.retries, lasting, transient);
  const allowed = budgetShare(attempts, params.retryBudget);
  const failing = failingShare(params.retries, lasting, transient);
  const wait =
    poolTimeoutMs === null ? slotWait(pressure, link.holdMs ?? 0) : starved > 0 ? poolTimeoutMs : 0;
  return {
    requests: load.requests,
    attempts: load.attempts,
    refused: barrier.refused,
    unknownHost: barrier.unknownHost,
    denied: barrier.denied,
    handshake: barrier.handshake,
    attemptsPerRequest: 1 + allowed * (attempts - 1),
    failing: allowed * failing + (1 - allowed) * failingShare(0, lasting, transient),
    starved,
    timedOut,
    transient: (1 - barred) * callee.failing,
    slow: (1 - barred) * slow,
    p99Ms: callee.p99Ms + wait,
    timeoutMs,
    retries: params.retries,
    wanted: load.wanted,
    pool: params.pool,
    idle,
    poolTimeoutMs,
  };
}

/** Share of a link's requests that meet the callee's slow mode; a restart at either end drains its backlog. */
function slowShare(plan: WorldPlan, states: readonly ServiceState[], link: PlannedLink): number {
  const { slow } = at(plan.services, link.toIndex).service;
  const age = Math.min(at(states, link.fromIndex).age, at(states, link.toIndex).age);
  return slow.share * backlogShare(age, slow.backlogTicks);
}
