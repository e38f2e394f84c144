import { withRequest } from './define-scenario.ts';
import type { Spelling } from './respell-setting.ts';
import { respellSetting, respellValue } from './respell-setting.ts';
import type { Scale } from './scale-scenario.ts';
import { scaleScenario } from './scale-scenario.ts';
import type { Change, ScenarioData, ScenarioDefinition } from './scenario-schema.ts';
import { scenarioSchema } from './scenario-schema.ts';

export interface Derivation {
  /** Id of the derived scenario; the old one plus `-derived` by default. */
  id?: string;
  /** Old → new name of a service, wherever it occurs. */
  services?: Readonly<Record<string, string>>;
  /** Old → new text wherever it occurs in a text or a path, e.g. { '/api/': '/v2/' }. */
  texts?: Readonly<Record<string, string>>;
  /** Old key → how it is spelled now, in every service that has it. */
  keys?: Readonly<Record<string, Spelling>>;
  scale?: Scale;
}

/** The same causal structure under other names, key spellings and numbers. */
export function deriveScenario(
  scenario: ScenarioDefinition,
  { id, services = {}, texts = {}, keys = {}, scale = {} }: Derivation,
): ScenarioDefinition {
  const scaled = scaleScenario(scenario, scale);
  const respelled = respellKeys(scaled, keys);
  const renamed = scenarioSchema.parse(replaceIn(respelled, renamer(services, texts)));
  return withRequest({ ...renamed, id: id ?? `${scenario.id}-derived` });
}

/** Another name for services wherever they occur. */
export function renameServices(data: ScenarioData, names: Readonly<Record<string, string>>): ScenarioData {
  return scenarioSchema.parse(replaceIn(data, renamer(names, {})));
}

function respellKeys(data: ScenarioData, keys: Readonly<Record<string, Spelling>>): ScenarioData {
  const settingOf = (service: string, key: string) =>
    data.services.find(({ name }) => name === service)?.config.find((setting) => setting.key === key);
  const change = (planned: Change): Change => {
    const spelling = keys[planned.key];
    const setting = settingOf(planned.service, planned.key);
    if (!spelling || !setting) return planned;
    const value = spelling.unit ? respellValue(setting, planned.value, spelling.unit) : planned.value;
    return { ...planned, key: spelling.key, value };
  };
  return {
    ...data,
    services: data.services.map((service) => ({
      ...service,
      config: service.config.map((setting) => {
        const spelling = keys[setting.key];
        return spelling ? respellSetting(setting, spelling) : setting;
      }),
    })),
    root: data.root && {
      ...data.root,
      key: keys[data.root.key]?.key ?? data.root.key,
      fix: data.root.fix.map(change),
    },
    ...(data.twinOf && { twinOf: { ...data.twinOf, learnedFix: data.twinOf.learnedFix.map(change) } }),
  };
}

/** Replaces whole service names (not parts of longer ones), then texts. */
function renamer(
  services: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>>,
): (text: string) => string {
  const names = Object.keys(services).map((name) => name.replaceAll(/[^\w]/g, '\\$&'));
  const whole = names.length > 0 ? new RegExp(`(?<![\\w-])(?:${names.join('|')})(?![\\w-])`, 'g') : null;
  return (text) => {
    const renamed = whole ? text.replace(whole, (name) => services[name] ?? name) : text;
    return Object.entries(texts).reduce((done, [old, now]) => done.replaceAll(old, now), renamed);
  };
}

/** What names other scenarios, not services. */
const KEPT: ReadonlySet<string> = new Set(['id', 'aliases', 'scenarioId', 'transferOf', 'family']);

function replaceIn(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key.startsWith('/') ? replace(key) : key,
      KEPT.has(key) ? item : replaceIn(item, replace),
    ]),
  );
}
