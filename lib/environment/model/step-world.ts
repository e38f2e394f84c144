import { sameValue } from '../config-value.ts';
import type { ConfigValue, Setting } from '../scenario-schema.ts';
import { observeWorld } from './observe-world.ts';
import { readParams } from './read-params.ts';
import { stepDisk, stepService } from './step-service.ts';
import { idleTarget } from './rules/stocks.ts';
import type { PlannedService, WorldPlan } from './world-plan.ts';
import { at } from './world-plan.ts';
import type { Config, Configuration, ServiceState, WorldState } from './world-state.ts';

/** Ticks that a restart takes; the service is away for all of them but the last. */
export const RESTART_TICKS = 3;
/** Ticks that the world has been running when an incident begins: its backlogs are full and its logs have lines. */
export const PRELUDE_TICKS = 16;

const LONG_AGO = 10_000;

/** The world `PRELUDE_TICKS` before the incident is handed over; `stepWorld` brings it to tick 0. */
export function createWorld(plan: WorldPlan): WorldState {
  const states = fillDisks(plan, plan.services.map(initialState));
  const tick = -PRELUDE_TICKS;
  return { tick, services: states, facts: observeWorld(plan, states, null, tick) };
}

function initialState(planned: PlannedService): ServiceState {
  const { config, configVersion, consumes } = planned.service;
  const stored: Record<string, ConfigValue> = {};
  const loaded: Record<string, ConfigValue> = {};
  for (const { key, value, loaded: started } of config) {
    stored[key] = value;
    loaded[key] = started ?? value;
  }
  const stale = config.some((setting) => setting.loaded !== undefined);
  const params = readParams(planned, loaded);
  return {
    config: {
      stored,
      loaded,
      storedVersion: configVersion,
      loadedVersion: stale ? configVersion - 1 : configVersion,
      params,
    },
    age: LONG_AGO,
    downFor: 0,
    failures: 0,
    exitCode: 0,
    failedNow: false,
    memoryMb: 0,
    lag: consumes?.backlog ?? 0,
    offset: 0,
    inRate: 0,
    outRate: 0,
    stuck: false,
    diskGb: 0,
    idle: params.links.some(({ idle }) => idle)
      ? params.links.map(({ idle, pool }) => (idle ? idleTarget(pool, idle) : 0))
      : [],
  };
}

/** Disks begin as full as they will be; who keeps most has taken what room is left. */
function fillDisks(plan: WorldPlan, states: ServiceState[]): ServiceState[] {
  for (const { sizeGb, otherGb, members } of plan.volumes) {
    let freeGb = sizeGb - otherGb;
    const wants = (index: number) => at(states, index).config.params.diskGb;
    for (const index of members.toSorted((a, b) => wants(a) - wants(b))) {
      const diskGb = Math.max(0, Math.min(wants(index), freeGb));
      freeGb -= diskGb;
      states[index] = { ...at(states, index), diskGb };
    }
  }
  return states;
}

/** One tick later. */
export function stepWorld(plan: WorldPlan, world: WorldState): WorldState {
  const services = plan.services.map((planned, index) =>
    stepService(planned, at(world.services, index), world.facts),
  );
  for (const { sizeGb, otherGb, members } of plan.volumes) {
    let freeGb = sizeGb - otherGb;
    for (const index of members) freeGb -= at(services, index).diskGb;
    for (const index of members) {
      const state = at(services, index);
      const diskGb = stepDisk(state, freeGb);
      if (diskGb === state.diskGb) continue;
      freeGb -= diskGb - state.diskGb;
      services[index] = { ...state, diskGb };
    }
  }
  const tick = world.tick + 1;
  return { tick, services, facts: observeWorld(plan, services, world.facts, tick) };
}

/** A new stored value. A hot setting is in force at once, any other with the next restart. */
export function storeValue(
  plan: WorldPlan,
  world: WorldState,
  index: number,
  { key, applies }: Setting,
  value: ConfigValue,
): WorldState {
  const { config } = at(world.services, index);
  const stored: Config = { ...config.stored, [key]: value };
  const loaded: Config = applies === 'hot' ? { ...config.loaded, [key]: value } : config.loaded;
  const storedVersion = config.storedVersion + 1;
  const pending = Object.keys(stored).some((name) => !sameValue(stored[name], loaded[name]));
  const loadedVersion = pending ? config.loadedVersion : storedVersion;
  const params = applies === 'hot' ? readParams(at(plan.services, index), loaded) : config.params;
  return withConfig(world, index, { stored, loaded, storedVersion, loadedVersion, params });
}

/** Stops a service; it comes back with its stored config and nothing in its memory. */
export function restartService(plan: WorldPlan, world: WorldState, index: number): WorldState {
  const { stored, storedVersion } = at(world.services, index).config;
  const params = readParams(at(plan.services, index), stored);
  const config = { stored, loaded: stored, storedVersion, loadedVersion: storedVersion, params };
  return withConfig(world, index, config, { age: 0, downFor: RESTART_TICKS });
}

function withConfig(
  world: WorldState,
  index: number,
  config: Configuration,
  rest: Partial<ServiceState> = {},
): WorldState {
  const services = world.services.with(index, { ...at(world.services, index), config, ...rest });
  return { ...world, services };
}
