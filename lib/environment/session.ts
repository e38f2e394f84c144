import { PRELUDE_TICKS, createWorld, stepWorld } from './model/step-world.ts';
import type { WorldPlan } from './model/world-plan.ts';
import { at, placeOf } from './model/world-plan.ts';
import type { Facts, WorldState } from './model/world-state.ts';

/** Users' view of one tick, for the oracle. */
export interface Served {
  tick: number;
  requests: number;
  failing: number;
  p99Ms: number;
  /** Length of the queue that users wait for; 0 without one. */
  lag: number;
}

/** The world with its recent past. Immutable: every call makes a new one. */
export interface Session {
  world: WorldState;
  /** The last ticks, which the logs are written from; oldest first. */
  history: readonly Facts[];
  /** Every tick since the incident was handed over; oldest first. */
  served: readonly Served[];
}

/** Ticks that a service's log reaches back. */
const LOG_TICKS = PRELUDE_TICKS;

/** The incident at tick 0. */
export function openSession(plan: WorldPlan): Session {
  const world = createWorld(plan);
  const session = advance(plan, { world, history: [world.facts], served: [] }, PRELUDE_TICKS);
  return { ...session, served: [] };
}

/** The world after each of the next ticks, if nobody acts. */
export function runOn(plan: WorldPlan, world: WorldState, ticks: number): WorldState[] {
  const worlds: WorldState[] = [];
  for (let tick = 0; tick < ticks; tick += 1) worlds.push(stepWorld(plan, worlds.at(-1) ?? world));
  return worlds;
}

export function advance(plan: WorldPlan, session: Session, ticks: number): Session {
  const worlds = runOn(plan, session.world, ticks);
  const passed = worlds.map(({ facts }) => facts);
  const serve = server(plan);
  return {
    world: worlds.at(-1) ?? session.world,
    history: [...session.history, ...passed].slice(-LOG_TICKS),
    served: [...session.served, ...passed.map(serve)],
  };
}

function server({ scenario, places }: WorldPlan): (facts: Facts) => Served {
  const entry = placeOf({ places }, scenario.entry.service);
  const queue = scenario.slo.lag && placeOf({ places }, scenario.slo.lag.service);
  return ({ tick, services }) => {
    const { failing, p99Ms } = at(services, entry);
    const lag = queue === undefined ? 0 : at(services, queue).state.lag;
    return { tick, requests: scenario.entry.rps, failing, p99Ms, lag };
  };
}
