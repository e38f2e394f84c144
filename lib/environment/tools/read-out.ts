import { tremble } from '../model/noise.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { need } from '../model/world-plan.ts';
import type { ServiceFacts, WorldState } from '../model/world-state.ts';
import type { Gauge } from '../scenario-schema.ts';

const RATE_SPREAD = 0.012;

/** What a monitor shows of a service: rates of the last tick, with noise, and latencies of a longer window, steady. */
export interface ReadOut {
  errorRate: number;
  p50Ms: number | null;
  p99Ms: number | null;
  requestsPerSecond: number;
}

export function readOut(plan: WorldPlan, world: WorldState, name: string): ReadOut {
  const service = need(plan.services, name);
  const facts = need(world.facts.services, name);
  const shown = service.showsLatency && facts.up;
  const wobble = tremble(RATE_SPREAD, plan.seed, world.tick, name, 'errors');
  return {
    errorRate: facts.errorRate >= 1 ? 1 : Math.min(1, facts.errorRate * wobble),
    p50Ms: shown ? roundLatency(facts.medianMs) : null,
    p99Ms: shown ? roundLatency(facts.p99Ms) : null,
    requestsPerSecond: Math.round(
      facts.requests * tremble(RATE_SPREAD, plan.seed, world.tick, name, 'requests'),
    ),
  };
}

/** As a histogram with fine buckets would say it. */
function roundLatency(ms: number): number {
  const step = ms >= 2000 ? 10 : 1;
  return Math.max(1, Math.round(ms / step) * step);
}

export function readGauge(plan: WorldPlan, world: WorldState, name: string, gauge: Gauge): string {
  if (gauge.reads === 'steady') return readSteady(plan, world, name, gauge);
  const { used, limit } = COUNTED[gauge.reads](need(world.facts.services, name));
  return Number.isFinite(limit) ? `${Math.round(used)} of ${limit}` : String(Math.round(used));
}

const COUNTED: Readonly<
  Record<Exclude<Gauge['reads'], 'steady'>, (facts: ServiceFacts) => { used: number; limit: number }>
> = {
  slots: ({ slots }) => slots,
  slots_peak: ({ slots }) => ({ used: slots.peak, limit: slots.limit }),
  connections: ({ connections }) => connections,
};

function readSteady(
  plan: WorldPlan,
  world: WorldState,
  name: string,
  gauge: Extract<Gauge, { reads: 'steady' }>,
): string {
  const value = gauge.value * tremble(RATE_SPREAD, plan.seed, world.tick, name, gauge.label);
  const unit = gauge.unit === '' ? '' : ` ${gauge.unit}`;
  const shown = value.toFixed(gauge.digits);
  return gauge.of === undefined ? `${shown}${unit}` : `${shown} of ${gauge.of}${unit}`;
}
