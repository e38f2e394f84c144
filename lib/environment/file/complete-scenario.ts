import type { Plain } from './merge-scenario.ts';
import { isPlain } from './merge-scenario.ts';

const asPlain = (value: unknown): Plain => (isPlain(value) ? value : {});

/** A merged file in the complete form: services and keys in lists, units, types and ranges spelled out. */
export function completeScenario(merged: Plain): Plain {
  const { request, services, extends: _extends, ...rest } = merged;
  return {
    ...rest,
    requestTemplate: request,
    root: rest['root'] ?? null,
    symptoms: rest['symptoms'] ?? [],
    redHerrings: rest['redHerrings'] ?? [],
    services: Object.entries(asPlain(services)).map(([name, service]) =>
      completeService(name, asPlain(service)),
    ),
  };
}

function completeService(name: string, { config, logs, replaceLogs, ...rest }: Plain): Plain {
  const lines = Array.isArray(replaceLogs) ? replaceLogs : logs;
  return {
    configVersion: 1,
    ...rest,
    name,
    config: Object.entries(asPlain(config)).map(([key, entry]) =>
      completeSetting(key, isPlain(entry) ? entry : { value: entry }),
    ),
    ...(Array.isArray(lines) && { logs: lines.map((line) => completeLog(asPlain(line))) }),
  };
}

const SUFFIXES: Readonly<Record<string, string>> = {
  ms: 'ms',
  s: 's',
  seconds: 's',
  min: 'min',
  minutes: 'min',
  h: 'h',
  hours: 'h',
  d: 'd',
  days: 'd',
  kb: 'KB',
  mb: 'MB',
  gb: 'GB',
};

/** The unit that the end of a key names; `per_min` is a rate and has none. */
function unitOf(key: string): string | undefined {
  const suffix = /(?<!_per)[_.]([a-z]+)$/.exec(key)?.[1];
  return suffix === undefined ? undefined : SUFFIXES[suffix];
}

function completeSetting(key: string, { effect, unit, ...rest }: Plain): Plain {
  const { value } = rest;
  const named = unit ?? (typeof value === 'number' ? unitOf(key) : undefined);
  const type = rest['type'] ?? typeOf(value, rest);
  return {
    applies: 'restart',
    ...(type === 'integer' || type === 'number' ? { range: usualRange(value) } : {}),
    ...rest,
    key,
    type,
    ...(named !== undefined && named !== 'count' && { unit: named }),
    ...(effect !== undefined && { effects: [effect] }),
  };
}

function typeOf(value: unknown, { choices }: Plain): string {
  if (Array.isArray(choices)) return 'choice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return isPlain(value) ? 'routes' : 'text';
}

/** Up to a hundred times the value, as a round number. */
function usualRange(value: unknown): [number, number] | undefined {
  if (typeof value !== 'number') return undefined;
  const high = Math.max(100, value * 100);
  const step = 10 ** Math.floor(Math.log10(high));
  return [Number.isInteger(value) && value >= 1 ? 1 : 0, Math.ceil(high / step) * step];
}

/** `timed_out orders-db` → a signal; without any, background. `text` is one of `texts`. */
function completeLog({ when, text, ...rest }: Plain): Plain {
  return {
    unrelated: when === undefined,
    ...rest,
    when: typeof when === 'string' ? readSignal(when) : (when ?? { is: 'always' }),
    ...(text !== undefined && { texts: [text] }),
  };
}

function readSignal(words: string): Plain {
  const [is, to] = words.trim().split(/\s+/);
  return { is, ...(to !== undefined && { to }) };
}
