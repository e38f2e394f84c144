import { rangedNumber, writeValue } from './config-value.ts';
import { sortCallersFirst } from './model/world-plan.ts';
import type { Change, ScenarioData, Service, Setting } from './scenario-schema.ts';
import { planChange } from './tools/plan-change.ts';

/** What the schema of a scenario cannot see: names that lead nowhere, values out of their own range, circles. */
export function findMistakes(data: ScenarioData): string[] {
  const names = data.services.map(({ name }) => name);
  const known = new Set(names);
  const unknown = (where: string, name: string) =>
    known.has(name) ? [] : [`${where}: there is no service '${name}'`];
  return [
    ...repeated(names).map((name) => `service '${name}' is there twice`),
    ...unknown('entry', data.entry.service),
    ...data.links.flatMap(({ from, to }) => unknown(`link ${from} → ${to}`, known.has(from) ? to : from)),
    ...data.redHerrings.flatMap(({ service }) => unknown('red herring', service)),
    ...data.services.flatMap((service) => findServiceMistakes(data, service)),
    ...findCircles(data),
    ...[...(data.root?.fix ?? []), ...(data.twinOf?.learnedFix ?? [])].flatMap((change) =>
      findChangeMistakes(data, change),
    ),
  ];
}

function findServiceMistakes(data: ScenarioData, { name, config, logs }: Service): string[] {
  const callees = new Set(data.links.filter(({ from }) => from === name).map(({ to }) => to));
  const targets = [
    ...logs.flatMap(({ when }) => ('to' in when ? [when.to] : [])),
    ...config.flatMap(({ effect }) => (effect && 'to' in effect && effect.to ? [effect.to] : [])),
  ];
  return [
    ...repeated(config.map(({ key }) => key)).map((key) => `${name}: key '${key}' is there twice`),
    ...config
      .filter((setting) => !inOwnRange(setting))
      .map(({ key }) => `${name}: ${key} is out of its range`),
    ...targets.filter((to) => !callees.has(to)).map((to) => `${name} has no link to '${to}'`),
  ];
}

function inOwnRange(setting: Setting): boolean {
  if (!setting.range) return true;
  const number = rangedNumber(setting, setting.value);
  return number !== null && number >= setting.range[0] && number <= setting.range[1];
}

function findCircles({ services, links }: ScenarioData): string[] {
  try {
    sortCallersFirst(
      services.map(({ name }) => name),
      links,
    );
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function findChangeMistakes({ services }: ScenarioData, { service, key, value }: Change): string[] {
  const owner = services.find(({ name }) => name === service);
  if (!owner) return [`fix: there is no service '${service}'`];
  const stored = Object.fromEntries(owner.config.map((setting) => [setting.key, setting.value]));
  const planned = planChange(owner, stored, key, writeValue(value));
  return planned.ok ? [] : [`fix: ${planned.refusal}`];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
