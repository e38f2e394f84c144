import { sameValue } from '../config-value.ts';
import type { ConfigValue, Service, Setting } from '../scenario-schema.ts';
import { observeWorld } from './observe-world.ts';
import type { WorldPlan } from './world-plan.ts';
import { need } from './world-plan.ts';
import type { Config, ServiceState, WorldState } from './world-state.ts';

/** World time of a tick, in seconds. */
export const TICK_SECONDS = 30;
/** Ticks that a restart takes; the service is away for all of them but the last. */
export const RESTART_TICKS = 3;
/** Ticks that the world has been running when an incident begins: its backlogs are full and its logs have lines. */
export const PRELUDE_TICKS = 16;

const LONG_AGO = 10_000;

/** The world `PRELUDE_TICKS` before the incident is handed over; `stepWorld` brings it to tick 0. */
export function createWorld(plan: WorldPlan): WorldState {
  const services = new Map(plan.scenario.services.map((service) => [service.name, initialState(service)]));
  const tick = -PRELUDE_TICKS;
  return { tick, services, facts: observeWorld(plan, services, null, tick) };
}

function initialState({ config, configVersion }: Service): ServiceState {
  const values: Record<string, ConfigValue> = {};
  for (const { key, value } of config) values[key] = value;
  return {
    stored: values,
    loaded: values,
    storedVersion: configVersion,
    loadedVersion: configVersion,
    age: LONG_AGO,
    downFor: 0,
  };
}

/** One tick later. */
export function stepWorld(plan: WorldPlan, world: WorldState): WorldState {
  const services = new Map([...world.services].map(([name, state]) => [name, stepService(state)]));
  const tick = world.tick + 1;
  return { tick, services, facts: observeWorld(plan, services, world.facts, tick) };
}

function stepService(state: ServiceState): ServiceState {
  if (state.downFor === 0) return { ...state, age: state.age + 1 };
  return { ...state, downFor: state.downFor - 1, age: 0 };
}

/** A new stored value. A hot setting is in force at once, any other with the next restart. */
export function storeValue(
  world: WorldState,
  service: string,
  { key, applies }: Setting,
  value: ConfigValue,
): WorldState {
  const state = need(world.services, service);
  const stored: Config = { ...state.stored, [key]: value };
  const loaded: Config = applies === 'hot' ? { ...state.loaded, [key]: value } : state.loaded;
  const storedVersion = state.storedVersion + 1;
  const pending = Object.keys(stored).some((name) => !sameValue(stored[name], loaded[name]));
  const loadedVersion = pending ? state.loadedVersion : storedVersion;
  return withService(world, service, { ...state, stored, loaded, storedVersion, loadedVersion });
}

/** Stops a service; it comes back with its stored config and nothing in its queues. */
export function restartService(world: WorldState, service: string): WorldState {
  const state = need(world.services, service);
  return withService(world, service, {
    ...state,
    loaded: state.stored,
    loadedVersion: state.storedVersion,
    age: 0,
    downFor: RESTART_TICKS,
  });
}

function withService(world: WorldState, name: string, state: ServiceState): WorldState {
  return { ...world, services: new Map(world.services).set(name, state) };
}
