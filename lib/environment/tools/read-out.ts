import { tremble } from '../model/noise.ts';
import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import type { Facts } from '../model/world-state.ts';

export const RATE_SPREAD = 0.012;

/** What a monitor shows of a service: rates of the last tick, with noise, and latencies of a longer window, steady. */
export interface ReadOut {
  errorRate: number;
  p50Ms: number | null;
  p99Ms: number | null;
  requestsPerSecond: number;
}

export function readOut(
  plan: WorldPlan,
  { tick, services }: Facts,
  { service, index }: PlannedService,
): ReadOut {
  const { name } = service;
  const facts = at(services, index);
  const shown = service.showsLatency && facts.up;
  const wobble = tremble(RATE_SPREAD, plan.seed, tick, name, 'errors');
  const requests = facts.requests * tremble(RATE_SPREAD, plan.seed, tick, name, 'requests');
  return {
    errorRate: facts.errorRate >= 1 ? 1 : Math.min(1, facts.errorRate * wobble),
    p50Ms: shown ? roundLatency(facts.medianMs) : null,
    p99Ms: shown ? roundLatency(facts.p99Ms) : null,
    requestsPerSecond: Math.round(requests),
  };
}

/** As a histogram with fine buckets would say it. */
function roundLatency(ms: number): number {
  const step = ms >= 2000 ? 10 : 1;
  return Math.max(1, Math.round(ms / step) * step);
}
