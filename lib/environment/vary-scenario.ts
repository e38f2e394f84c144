import { renameServices } from './derive-scenario.ts';
import { BASE_SEED, noise } from './model/noise.ts';
import { scaleScenario } from './scale-scenario.ts';
import type { ScenarioData } from './scenario-schema.ts';

/** Factors that keep times round. */
const LATENCY_FACTORS = [0.8, 0.84, 0.9, 0.96, 1.04, 1.1, 1.16, 1.2, 1.24] as const;
/** Red herrings that every telling has. */
const MIN_HERRINGS = 2;

/**
 * The scenario as a seed tells it: other numbers, names, red herrings and another order (and, where logs are written,
 * other noise and other wording), never another causal structure.
 */
export function varyScenario(scenario: ScenarioData, seed: number): ScenarioData {
  if (seed === BASE_SEED) return scenario;
  const pick = (about: string) => noise(seed, scenario.id, about);
  const named = underAlias(scenario, Math.floor(pick('names') * (scenario.aliases.length + 1)));
  const scaled = scaleScenario(named, {
    latency: LATENCY_FACTORS[Math.floor(pick('latency') * LATENCY_FACTORS.length)] ?? 1,
    load: 0.85 + 0.35 * pick('load'),
    slow: 0.92 + 0.16 * pick('slow'),
  });
  const shuffle = <T>(items: readonly T[], about: string): T[] =>
    items
      .map((item, index) => ({ item, at: pick(`${about}/${index}`) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const told = chooseHerrings(scaled, pick);
  return {
    ...told,
    services: shuffle(told.services, 'services').map(({ config, ...service }) =>
      Object.assign(service, { config: shuffle(config, service.name) }),
    ),
    links: shuffle(told.links, 'links'),
  };
}

const renamed = new WeakMap<ScenarioData, Map<number, ScenarioData>>();

/** The scenario under one of its sets of names, or (beyond the last) under its own; made once. */
function underAlias(scenario: ScenarioData, index: number): ScenarioData {
  const names = scenario.aliases[index];
  if (!names) return scenario;
  const known = renamed.get(scenario) ?? new Map<number, ScenarioData>();
  renamed.set(scenario, known);
  const found = known.get(index) ?? renameServices(scenario, names);
  known.set(index, found);
  return found;
}

/** A seeded red herring shows, with the lines that belong to it, every other time. */
function chooseHerrings(data: ScenarioData, pick: (about: string) => number): ScenarioData {
  const fixed = data.redHerrings.filter(({ seeded }) => !seeded).length;
  const seeded = data.redHerrings.filter((herring) => herring.seeded);
  const shown = seeded.filter(({ service }) => pick(`herring/${service}`) < 0.5);
  const kept = new Set((fixed + shown.length < MIN_HERRINGS ? seeded : shown).map(({ service }) => service));
  if (kept.size === seeded.length) return data;
  const shows = (service: string, isSeeded: boolean) => !isSeeded || kept.has(service);
  return {
    ...data,
    redHerrings: data.redHerrings.filter((herring) => shows(herring.service, herring.seeded)),
    services: data.services.map((service) => ({
      ...service,
      logs: service.logs.filter((rule) => shows(service.name, rule.seeded)),
    })),
  };
}
