import { isUrl, parseValue } from '../config-value.ts';
import type { Config } from '../model/world-state.ts';
import type { ConfigValue, Service, Setting } from '../scenario-schema.ts';

/** A change that was understood: the setting, its whole new value, and what is said about it. */
export interface PlannedChange {
  setting: Setting;
  value: ConfigValue;
  was: ConfigValue;
  /** New and old value of the part that was named. */
  shown: { now: ConfigValue; was: ConfigValue };
}

export type ChangeResult = { ok: true; change: PlannedChange } | { ok: false; refusal: string };

/** Checks a write to a key, or to one entry of an object as `<key>.<entry>`. */
export function planChange(service: Service, stored: Config, key: string, text: string): ChangeResult {
  const setting = service.config.find((candidate) => candidate.key === key);
  if (setting) return planWhole(setting, stored[setting.key] ?? setting.value, text);
  const holder = service.config.find(
    (candidate) => candidate.type === 'routes' && key.startsWith(`${candidate.key}.`),
  );
  const routes = holder && (stored[holder.key] ?? holder.value);
  if (holder && typeof routes === 'object') {
    return planEntry(holder, routes, key.slice(holder.key.length + 1), text.trim());
  }
  const keys = service.config.map((candidate) => candidate.key).join(', ');
  return { ok: false, refusal: `Unknown key '${key}' for ${service.name}. Keys: ${keys}.` };
}

function planWhole(setting: Setting, was: ConfigValue, text: string): ChangeResult {
  const parsed = parseValue(setting, text);
  if (!parsed.ok) return refuse(setting.key, parsed.expected, text);
  const { value } = parsed;
  return { ok: true, change: { setting, value, was, shown: { now: value, was } } };
}

function planEntry(
  setting: Setting,
  routes: Readonly<Record<string, string>>,
  path: string,
  text: string,
): ChangeResult {
  const was = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (was === undefined) {
    const entries = Object.keys(routes).map((entry) => `${setting.key}.${entry}`);
    return {
      ok: false,
      refusal: `Unknown entry '${path}' of ${setting.key}. Entries: ${entries.join(', ')}.`,
    };
  }
  if (!isUrl(text)) return refuse(`${setting.key}.${path}`, 'a URL such as http://host:8080', text);
  return {
    ok: true,
    change: { setting, value: { ...routes, [path]: text }, was: routes, shown: { now: text, was } },
  };
}

function refuse(key: string, expected: string, text: string): ChangeResult {
  const got = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return { ok: false, refusal: `Refused: ${key} takes ${expected}; got "${got}".` };
}
