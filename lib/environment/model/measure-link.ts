import { readEffect } from './read-effect.ts';
import { attemptsPerRequest, backlogShare, failingShare, slotWait, timedOutShare } from './rules.ts';
import type { LinkLoad } from './spread-load.ts';
import type { PlannedLink, WorldPlan } from './world-plan.ts';
import { need } from './world-plan.ts';
import type { LinkFacts, ServiceFacts, ServiceState } from './world-state.ts';

/** What becomes of the calls on one link; `p99Ms` does not have the caller's own waiting yet. */
export function measureLink(
  plan: WorldPlan,
  states: ReadonlyMap<string, ServiceState>,
  link: PlannedLink,
  load: LinkLoad,
  callee: ServiceFacts,
): LinkFacts {
  const timeoutMs = readEffect(plan, states, link.from, 'timeout', link.to) ?? Infinity;
  const retries = readEffect(plan, states, link.from, 'retries', link.to) ?? 0;
  const refused = load.attempts > 0 && load.arriving === 0 ? 1 : 0;
  const slow = slowShare(plan, states, link);
  const timedOut = (1 - refused) * timedOutShare(timeoutMs, callee.p50Ms, callee.p99Ms, slow);
  const transient = (1 - refused) * callee.failing;
  const lasting = refused + timedOut;
  const { wanted, pool } = load.connections;
  return {
    requests: load.requests,
    attempts: load.attempts,
    attemptsPerRequest: attemptsPerRequest(retries, lasting, transient),
    refused,
    timedOut,
    transient,
    failing: failingShare(retries, lasting, transient),
    slow: (1 - refused) * slow,
    p99Ms: callee.p99Ms + slotWait(wanted / pool, link.holdMs ?? 0),
    timeoutMs,
    retries,
  };
}

/** Share of a link's requests that meet the callee's slow mode; a restart at either end drains its backlog. */
function slowShare(plan: WorldPlan, states: ReadonlyMap<string, ServiceState>, link: PlannedLink): number {
  const { slow } = need(plan.services, link.to);
  const age = Math.min(need(states, link.from).age, need(states, link.to).age);
  return slow.share * backlogShare(age, slow.backlogTicks);
}
