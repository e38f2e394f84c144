import type { ServiceParams } from './params.ts';
import { approach, drainRate, idleTarget, memoryAt } from './rules/stocks.ts';
import { TICK_SECONDS } from './tick.ts';
import type { Facts, ServiceState } from './world-state.ts';
import type { PlannedService } from './world-plan.ts';
import { at } from './world-plan.ts';

const KILLED = 137;
const CRASHED = 1;
/** Ticks until a service that failed is started again. */
const RECOVERY_TICKS = 2;
/** Ticks in which a disk fills up to what is kept. */
const FILL_TICKS = 12;

/** A service one tick later: it ages, fills up, and fails where its memory or a value does not let it run. */
export function stepService(planned: PlannedService, state: ServiceState, before: Facts): ServiceState {
  const { params } = state.config;
  const running = state.downFor === 0;
  const downFor = running ? 0 : state.downFor - 1;
  const age = running ? state.age + 1 : 0;
  const up = downFor === 0;
  const memoryMb = up ? memoryAt(age, params.memory) : 0;
  const exitCode = up ? failureOf(params, memoryMb) : 0;
  const failed = exitCode !== 0;
  return {
    ...state,
    age: failed ? 0 : age,
    downFor: failed ? RECOVERY_TICKS : downFor,
    failures: state.failures + (failed ? 1 : 0),
    exitCode: failed ? exitCode : state.exitCode,
    failedNow: failed,
    memoryMb: Math.min(memoryMb, params.memory.limitMb),
    idle: stepIdle(state, up && !failed),
    ...(planned.queueIndex >= 0 && stepQueue(planned, state, before, up && !failed)),
  };
}

function failureOf({ memory, crashes }: ServiceParams, memoryMb: number): number {
  if (crashes) return CRASHED;
  return memoryMb > memory.limitMb ? KILLED : 0;
}

function stepIdle({ idle, config }: ServiceState, up: boolean): readonly number[] {
  if (idle.length === 0) return idle;
  return config.params.links.map((link, position) => {
    if (!up || !link.idle || link.pool === Infinity) return 0;
    const growth = link.idle.abandonedRps * TICK_SECONDS;
    return approach(idle[position] ?? 0, idleTarget(link.pool, link.idle), growth);
  });
}

/** Messages come in with the requests of the queue's service of the tick before. */
function stepQueue(
  { service, queueIndex, outgoing }: PlannedService,
  state: ServiceState,
  before: Facts,
  up: boolean,
): Pick<ServiceState, 'lag' | 'offset' | 'inRate' | 'outRate' | 'stuck'> {
  const { params } = state.config;
  const inRate = at(before.services, queueIndex).requests * (service.consumes?.share ?? 1);
  const stuck = (service.consumes?.poison ?? false) && params.redeliveries === 0;
  const link = outgoing.find(({ toIndex }) => toIndex === queueIndex);
  const reached = link ? 1 - at(before.links, link.index).failing : 1;
  const capacity = up && !stuck ? params.throughput * reached : 0;
  const outRate = drainRate(state.lag, inRate, capacity, TICK_SECONDS);
  return {
    inRate,
    outRate,
    stuck,
    lag: Math.max(0, state.lag + (inRate - outRate) * TICK_SECONDS),
    offset: state.offset + outRate * TICK_SECONDS,
  };
}

/** What a service keeps on its volume, one tick later, when so much is free there. */
export function stepDisk(state: ServiceState, freeGb: number): number {
  const target = state.config.params.diskGb;
  return approach(state.diskGb, Math.min(target, state.diskGb + Math.max(0, freeGb)), target / FILL_TICKS);
}
