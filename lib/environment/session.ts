import { PRELUDE_TICKS, createWorld, stepWorld } from './model/step-world.ts';
import type { WorldPlan } from './model/world-plan.ts';
import { need } from './model/world-plan.ts';
import type { Facts, WorldState } from './model/world-state.ts';

/** Users' view of one tick, for the oracle. */
export interface Served {
  tick: number;
  requests: number;
  failing: number;
  p99Ms: number;
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

export function advance(plan: WorldPlan, session: Session, ticks: number): Session {
  let { world } = session;
  const passed: Facts[] = [];
  for (let tick = 0; tick < ticks; tick += 1) {
    world = stepWorld(plan, world);
    passed.push(world.facts);
  }
  return {
    world,
    history: [...session.history, ...passed].slice(-LOG_TICKS),
    served: [...session.served, ...passed.map((facts) => serve(plan, facts))],
  };
}

function serve(plan: WorldPlan, facts: Facts): Served {
  const { service, rps } = plan.scenario.entry;
  const { failing, p99Ms } = need(facts.services, service);
  return { tick: facts.tick, requests: rps, failing, p99Ms };
}
