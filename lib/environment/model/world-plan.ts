import type { EffectKind, Link, ScenarioDefinition, Service, Setting } from '../scenario-schema.ts';

/** A link with its place in the scenario's list. */
export type PlannedLink = Link & { index: number };

/** A scenario with what every tick looks up prepared once. */
export interface WorldPlan {
  scenario: ScenarioDefinition;
  seed: number;
  services: ReadonlyMap<string, Service>;
  links: readonly PlannedLink[];
  outgoing: ReadonlyMap<string, readonly PlannedLink[]>;
  incoming: ReadonlyMap<string, readonly PlannedLink[]>;
  /** Every service after all of its callers. */
  callersFirst: readonly string[];
  /** Settings with an effect, by `effectId`. */
  effects: ReadonlyMap<string, Setting>;
}

/** The value of a map that is known to have the key; a missing one is a defect of the caller. */
export function need<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`Nothing is known about '${key}'`);
  return value;
}

export function planWorld(scenario: ScenarioDefinition, seed: number): WorldPlan {
  const links = scenario.links.map((link, index) => ({ ...link, index }));
  const names = scenario.services.map(({ name }) => name);
  const grouped = (end: 'from' | 'to') =>
    new Map(names.map((name) => [name, links.filter((link) => link[end] === name)]));
  return {
    scenario,
    seed,
    services: new Map(scenario.services.map((service) => [service.name, service])),
    links,
    outgoing: grouped('from'),
    incoming: grouped('to'),
    callersFirst: sortCallersFirst(names, links),
    effects: indexEffects(scenario.services),
  };
}

/** Names the setting of a service with an effect, on one target or (without one) on all. */
export const effectId = (service: string, kind: EffectKind, to = ''): string => `${service}/${kind}/${to}`;

function indexEffects(services: readonly Service[]): Map<string, Setting> {
  const effects = new Map<string, Setting>();
  for (const { name, config } of services) {
    for (const setting of config) {
      const { effect } = setting;
      if (effect) effects.set(effectId(name, effect.kind, 'to' in effect ? effect.to : undefined), setting);
    }
  }
  return effects;
}

/** Orders services so that each comes after its callers. Throws on a cycle. */
export function sortCallersFirst(
  names: readonly string[],
  links: readonly Pick<Link, 'from' | 'to'>[],
): string[] {
  const sorted: string[] = [];
  let rest = [...names];
  while (rest.length > 0) {
    const free = rest.filter((name) => !links.some(({ from, to }) => to === name && rest.includes(from)));
    if (free.length === 0) throw new Error(`These services call each other in a circle: ${rest.join(', ')}`);
    sorted.push(...free);
    rest = rest.filter((name) => !free.includes(name));
  }
  return sorted;
}
