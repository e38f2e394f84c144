import type {
  Effect,
  EffectKind,
  EffectOf,
  Link,
  ScenarioData,
  Service,
  Setting,
} from '../scenario-schema.ts';

/** A link with the places of its ends. */
export interface PlannedLink extends Link {
  index: number;
  fromIndex: number;
  toIndex: number;
  /** Its place among the links of its caller. */
  position: number;
  /** Place of the cache in front of it; -1 without one. */
  cacheIndex: number;
}

/** A service with what every tick looks up prepared once. */
export interface PlannedService {
  service: Service;
  index: number;
  outgoing: readonly PlannedLink[];
  incoming: readonly PlannedLink[];
  /** Requests per second from outside. */
  outsideRps: number;
  /** Place of the service whose messages it works off; -1 when it has no queue. */
  queueIndex: number;
}

export interface WorldPlan {
  scenario: ScenarioData;
  seed: number;
  /** Time of tick 0, ms since the epoch. */
  startMs: number;
  /** In the order of the scenario. */
  services: readonly PlannedService[];
  links: readonly PlannedLink[];
  places: ReadonlyMap<string, number>;
  callersFirst: readonly PlannedService[];
  calleesFirst: readonly PlannedService[];
  /** Places of the services on each node and volume. */
  nodes: readonly { memoryMb: number; members: readonly number[] }[];
  volumes: readonly { name: string; sizeGb: number; otherGb: number; members: readonly number[] }[];
}

/** An element that is known to be there; a missing one is a defect of the caller. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error(`There is no item ${index} in a list of ${list.length}`);
  return item;
}

/** The place of a service that is known to be there. */
export function placeOf(plan: Pick<WorldPlan, 'places'>, service: string): number {
  const place = plan.places.get(service);
  if (place === undefined) throw new Error(`Nothing is known about '${service}'`);
  return place;
}

export function planWorld(scenario: ScenarioData, seed: number): WorldPlan {
  const names = scenario.services.map(({ name }) => name);
  const places = new Map(names.map((name, index) => [name, index]));
  const place = (name: string | undefined) => (name === undefined ? -1 : (places.get(name) ?? -1));
  const links = scenario.links.map((link, index) => ({
    ...link,
    index,
    fromIndex: placeOf({ places }, link.from),
    toIndex: placeOf({ places }, link.to),
    position: scenario.links.slice(0, index).filter(({ from }) => from === link.from).length,
    cacheIndex: place(link.behindCache),
  }));
  const services = scenario.services.map((service, index) => ({
    service,
    index,
    outgoing: links.filter(({ fromIndex }) => fromIndex === index),
    incoming: links.filter(({ toIndex }) => toIndex === index),
    outsideRps: service.ownRps + (service.name === scenario.entry.service ? scenario.entry.rps : 0),
    queueIndex: place(service.consumes?.from),
  }));
  const callersFirst = sortCallersFirst(names, scenario.links).map((name) => at(services, place(name)));
  const members = (has: (service: Service) => boolean) =>
    services.filter(({ service }) => has(service)).map(({ index }) => index);
  return {
    scenario,
    seed,
    startMs: Date.parse(scenario.startsAt),
    services,
    links,
    places,
    callersFirst,
    calleesFirst: callersFirst.toReversed(),
    nodes: Object.entries(scenario.nodes).map(([name, { memoryMb }]) => ({
      memoryMb,
      members: members(({ node }) => node === name),
    })),
    volumes: Object.entries(scenario.volumes).map(([name, { sizeGb, otherGb }]) => ({
      name,
      sizeGb,
      otherGb,
      members: members(({ disk }) => disk?.volume === name),
    })),
  };
}

/** A setting with one of its effects. */
export interface Effective<Kind extends EffectKind> {
  setting: Setting;
  effect: EffectOf<Kind>;
}

const isKind = <Kind extends EffectKind>(effect: Effect, kind: Kind): effect is EffectOf<Kind> =>
  effect.kind === kind;

type Index = Map<EffectKind, { setting: Setting; effect: Effect }[]>;
/** Settings by effect; a service of a scenario never changes. */
const indexes = new WeakMap<Service, Index>();

function indexOf(service: Service): Index {
  const known = indexes.get(service);
  if (known) return known;
  const index: Index = new Map();
  for (const setting of service.config) {
    for (const effect of setting.effects) {
      index.set(effect.kind, [...(index.get(effect.kind) ?? []), { setting, effect }]);
    }
  }
  indexes.set(service, index);
  return index;
}

/** All settings of a service with an effect, in the order of its config. */
export function effectsOf<Kind extends EffectKind>(service: Service, kind: Kind): readonly Effective<Kind>[] {
  const found: Effective<Kind>[] = [];
  for (const { setting, effect } of indexOf(service).get(kind) ?? NONE) {
    if (isKind(effect, kind)) found.push({ setting, effect });
  }
  return found;
}
const NONE: readonly { setting: Setting; effect: Effect }[] = [];

/** The setting that has an effect on a link: one for this target before one for all. */
export function effectFor<Kind extends EffectKind>(
  service: Service,
  kind: Kind,
  to?: string,
): Effective<Kind> | undefined {
  const all = effectsOf(service, kind);
  const target = ({ effect }: Effective<Kind>) => ('to' in effect ? effect.to : undefined);
  const own = to === undefined ? undefined : all.find((candidate) => target(candidate) === to);
  return own ?? all.find((candidate) => target(candidate) === undefined);
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
