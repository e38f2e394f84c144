import { rangedNumber, sameValue, writeValue } from './config-value.ts';
import { sortCallersFirst } from './model/world-plan.ts';
import { causesOf } from './oracle/causes-of.ts';
import type { Change, ScenarioData, Service, Setting } from './scenario-schema.ts';
import { planChange } from './tools/plan-change.ts';

/** One mistake, and where it is in the file. */
export interface Mistake {
  path: readonly PropertyKey[];
  message: string;
}

/** What the schema of a scenario cannot see: names that lead nowhere, values out of their own range, circles. */
export function findMistakes(data: ScenarioData): Mistake[] {
  const names = data.services.map(({ name }) => name);
  const known = new Set(names);
  const unknown = (path: readonly PropertyKey[], where: string, name: string | undefined): Mistake[] =>
    name === undefined || known.has(name)
      ? []
      : [{ path, message: `${where}: there is no service '${name}'` }];
  const broken = [
    ...repeated(names).map((name) => ({
      path: ['services', name],
      message: `service '${name}' is there twice`,
    })),
    ...unknown(['entry', 'service'], 'entry', data.entry.service),
    ...unknown(['slo', 'lag', 'service'], 'slo', data.slo.lag?.service),
    ...data.links.flatMap(({ from, to, behindCache }, index) => [
      ...unknown(['links', index], `link ${from} → ${to}`, known.has(from) ? to : from),
      ...unknown(['links', index, 'behindCache'], `link ${from} → ${to}`, behindCache),
    ]),
    ...data.bursts.flatMap(({ service }, index) => unknown(['bursts', index], 'burst', service)),
    ...data.redHerrings.flatMap(({ service }, index) =>
      unknown(['redHerrings', index], 'red herring', service),
    ),
    ...unknown(['root', 'service'], 'root', data.root?.service),
    ...unknown(['root', 'involves'], 'root', data.root?.involves),
    ...(data.root?.lookAt ?? []).flatMap((name) => unknown(['root', 'lookAt'], 'root', name)),
    ...(data.root?.restarts ?? []).flatMap((name) => unknown(['root', 'restarts'], 'root', name)),
    ...(data.root ? findCauseMistakes(data, unknown) : []),
    ...data.services.flatMap((service) => findServiceMistakes(data, service)),
    ...findCircles(data),
  ];
  if (broken.length > 0) return broken;
  return [
    ...(data.root?.fix ?? []).flatMap((change, index) =>
      findChangeMistakes(data, change, ['root', 'fix', index]),
    ),
    ...(data.twinOf?.learnedFix ?? []).flatMap((change, index) =>
      findChangeMistakes(data, change, ['twinOf', 'learnedFix', index]),
    ),
    ...(data.root && data.root.fix.length === 0 && data.root.restarts.length === 0
      ? [{ path: ['root', 'fix'], message: 'a root needs a fix: changes, restarts or both' }]
      : []),
  ];
}

type FindUnknown = (path: readonly PropertyKey[], where: string, name: string | undefined) => Mistake[];

function findCauseMistakes(
  { root, links, services, volumes }: ScenarioData,
  unknown: FindUnknown,
): Mistake[] {
  const path = ['root', 'cause'];
  const owner = services.find(({ name }) => name === root?.service);
  const rootKey = owner?.config.some(({ key }) => root?.key === key || root?.key.startsWith(`${key}.`));
  return [
    ...(owner && !rootKey
      ? [{ path: ['root', 'key'], message: `${owner.name} has no key '${String(root?.key)}'` }]
      : []),
    ...(root ? causesOf(root.cause) : []).flatMap((cause) => {
      if ('from' in cause) {
        const linked = links.some(({ from, to }) => from === cause.from && to === cause.to);
        return linked ? [] : [{ path, message: `cause: there is no link ${cause.from} → ${cause.to}` }];
      }
      if ('volume' in cause) {
        return Object.hasOwn(volumes, cause.volume)
          ? []
          : [{ path, message: `cause: there is no volume '${cause.volume}'` }];
      }
      const keys = services.find(({ name }) => name === cause.service)?.config.map(({ key }) => key);
      return 'key' in cause && keys && !keys.includes(cause.key)
        ? [{ path, message: `cause: ${cause.service} has no key '${cause.key}'` }]
        : unknown(path, 'cause', cause.service);
    }),
  ];
}

function findServiceMistakes(data: ScenarioData, service: Service): Mistake[] {
  const { name, config, logs, gauges, node, disk, consumes } = service;
  const callees = new Set(data.links.filter(({ from }) => from === name).map(({ to }) => to));
  const inConfig = (key: string) => ['services', name, 'config', key];
  const noLink = (path: readonly PropertyKey[], to: string | undefined): Mistake[] =>
    to === undefined || callees.has(to) ? [] : [{ path, message: `${name} has no link to '${to}'` }];
  const seeded = data.redHerrings.some((herring) => herring.service === name && herring.seeded);
  return [
    ...repeated(config.map(({ key }) => key)).map((key) => ({
      path: inConfig(key),
      message: `${name}: key '${key}' is there twice`,
    })),
    ...config.flatMap((setting) =>
      findSettingMistakes(name, setting).map((message) => ({ path: inConfig(setting.key), message })),
    ),
    ...config.flatMap(({ key, effects }) =>
      effects.flatMap((effect) => noLink(inConfig(key), 'to' in effect ? effect.to : undefined)),
    ),
    ...logs.flatMap(({ when }, index) =>
      noLink(['services', name, 'logs', index], 'to' in when ? when.to : undefined),
    ),
    ...gauges.flatMap((gauge, index) =>
      noLink(['services', name, 'gauges', index], 'to' in gauge ? gauge.to : undefined),
    ),
    ...(consumes ? noLink(['services', name, 'consumes'], consumes.from) : []),
    ...(node !== undefined && !Object.hasOwn(data.nodes, node)
      ? [{ path: ['services', name, 'node'], message: `${name}: there is no node '${node}'` }]
      : []),
    ...(disk && !Object.hasOwn(data.volumes, disk.volume)
      ? [{ path: ['services', name, 'disk'], message: `${name}: there is no volume '${disk.volume}'` }]
      : []),
    ...(logs.some((rule) => rule.seeded) && !seeded
      ? [{ path: ['services', name, 'logs'], message: `${name}: a seeded line needs a seeded red herring` }]
      : []),
  ];
}

function findSettingMistakes(name: string, setting: Setting): string[] {
  const { key, value, loaded, effects } = setting;
  const outside = [value, loaded].some((each) => each !== undefined && !inOwnRange(setting, each));
  const unknownChoice =
    setting.type === 'choice' && typeof value === 'string' && !setting.choices?.includes(value);
  const same = loaded !== undefined && sameValue(value, loaded);
  const pointless = effects.some(
    (effect) =>
      effect.kind === 'accepts' &&
      effect.to === undefined &&
      effect.share === undefined &&
      effect.failure !== 'crash',
  );
  return [
    ...(outside ? [`${name}: ${key} is out of its range`] : []),
    ...(unknownChoice ? [`${name}: ${key} is none of its choices`] : []),
    ...(same ? [`${name}: ${key} has loaded what is stored`] : []),
    ...(pointless ? [`${name}: accepts of ${key} needs 'to' or 'share', unless its failure is crash`] : []),
  ];
}

function inOwnRange(setting: Setting, value: Setting['value']): boolean {
  if (!setting.range) return true;
  const number = rangedNumber(setting, value);
  return number !== null && number >= setting.range[0] && number <= setting.range[1];
}

function findCircles({ services, links }: ScenarioData): Mistake[] {
  try {
    sortCallersFirst(
      services.map(({ name }) => name),
      links,
    );
    return [];
  } catch (error) {
    return [{ path: ['links'], message: error instanceof Error ? error.message : String(error) }];
  }
}

function findChangeMistakes(
  { services }: ScenarioData,
  { service, key, value }: Change,
  path: readonly PropertyKey[],
): Mistake[] {
  const owner = services.find(({ name }) => name === service);
  if (!owner) return [{ path, message: `fix: there is no service '${service}'` }];
  const stored = Object.fromEntries(owner.config.map((setting) => [setting.key, setting.value]));
  const planned = planChange(owner, stored, key, writeValue(value));
  return planned.ok ? [] : [{ path, message: `fix: ${planned.refusal}` }];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
