import type { LinkParams, ServiceParams } from '../model/params.ts';
import type { Config } from '../model/read-effect.ts';
import type { PlannedLink, PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at, placeOf } from '../model/world-plan.ts';
import type { PlainCause } from '../scenario-schema.ts';
import type { UsualLoad } from './usual-load.ts';
import { usualLoad } from './usual-load.ts';

export interface CauseVerdict {
  /** True when the root cause is gone. */
  gone: boolean;
  /** A sentence with the numbers. */
  detail: string;
}

/** What a cause is judged by: what configs mean, not what happens in a tick. */
export interface Evidence {
  plan: WorldPlan;
  /** In the order of the services. */
  params: readonly ServiceParams[];
  configs: readonly Config[];
}

export type LinkCause = Extract<PlainCause, { from: string }>;
export type ServiceCause = Exclude<PlainCause, LinkCause>;

export interface LinkEvidence {
  evidence: Evidence;
  link: PlannedLink;
  own: LinkParams;
  caller: ServiceParams;
  callee: ServiceParams;
  calleeP99Ms: number;
}

export function linkEvidence(evidence: Evidence, { from, to }: { from: string; to: string }): LinkEvidence {
  const { plan, params } = evidence;
  const caller = at(plan.services, placeOf(plan, from));
  const link = caller.outgoing.find((candidate) => candidate.to === to);
  if (!link) throw new Error(`There is no link from ${from} to ${to}`);
  const callerParams = at(params, link.fromIndex);
  return {
    evidence,
    link,
    own: at(callerParams.links, link.position),
    caller: callerParams,
    callee: at(params, link.toIndex),
    calleeP99Ms: at(plan.services, link.toIndex).service.latency.p99Ms,
  };
}

export interface ServiceEvidence {
  planned: PlannedService;
  params: ServiceParams;
  /** Demand per second. */
  demand: number;
}

export function serviceEvidence({ plan, params }: Evidence, service: string): ServiceEvidence {
  const index = placeOf(plan, service);
  return {
    planned: at(plan.services, index),
    params: at(params, index),
    demand: at(usualLoad(plan, params).services, index),
  };
}

export const demandOf = ({ plan, params }: Evidence): UsualLoad => usualLoad(plan, params);

export const round = (value: number, digits = 0): string =>
  Number.isFinite(value) ? value.toFixed(digits) : 'no limit';
