import { withRequest } from './define-scenario.ts';
import { BASE_SEED, noise } from './model/noise.ts';
import { scaleScenario } from './scale-scenario.ts';
import type { ScenarioDefinition } from './scenario-schema.ts';

/** Factors that keep times round. */
const LATENCY_FACTORS = [0.8, 0.84, 0.9, 0.96, 1.04, 1.1, 1.16, 1.2, 1.24] as const;

/**
 * The scenario as a seed tells it: other numbers and another order (and, where logs are written, other noise and other
 * wording), never another causal structure.
 */
export function varyScenario(scenario: ScenarioDefinition, seed: number): ScenarioDefinition {
  if (seed === BASE_SEED) return scenario;
  const pick = (about: string) => noise(seed, scenario.id, about);
  const scaled = scaleScenario(scenario, {
    latency: LATENCY_FACTORS[Math.floor(pick('latency') * LATENCY_FACTORS.length)] ?? 1,
    load: 0.85 + 0.35 * pick('load'),
    slow: 0.92 + 0.16 * pick('slow'),
  });
  const shuffle = <T>(items: readonly T[], about: string): T[] =>
    items
      .map((item, index) => ({ item, at: pick(`${about}/${index}`) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  return withRequest({
    ...scaled,
    services: shuffle(scaled.services, 'services').map(({ config, ...service }) =>
      Object.assign(service, { config: shuffle(config, service.name) }),
    ),
    links: shuffle(scaled.links, 'links'),
  });
}
