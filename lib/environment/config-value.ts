import type { ConfigValue, Setting, TimeUnit } from './scenario-schema.ts';

export const MS_PER_UNIT: Readonly<Record<TimeUnit, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const BYTES_PER_UNIT: Readonly<Record<string, number>> = { KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

export const isTimeUnit = (unit: Setting['unit']): unit is TimeUnit =>
  unit !== undefined && Object.hasOwn(MS_PER_UNIT, unit);

/** What one of a setting's unit is in ms or bytes; 1 without a unit. */
const unitSize = (unit: Setting['unit']): number =>
  unit === undefined ? 1 : isTimeUnit(unit) ? MS_PER_UNIT[unit] : (BYTES_PER_UNIT[unit] ?? 1);

const DURATION_UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
]);
const SIZE_UNITS: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ['KB', 1024],
  ['MB', 1024 ** 2],
  ['GB', 1024 ** 3],
]);
const URL_TEXT = /^https?:\/\/[\w.-]+:\d{1,5}$/;

/** A setting's value as the causal model uses it: milliseconds, bytes or a plain count; null when it is no number. */
export function amountOf(setting: Setting, value: ConfigValue): number | null {
  if (typeof value === 'number') return value * unitSize(setting.unit);
  if (setting.type === 'duration') return parseWithUnit(value, DURATION_UNITS);
  return setting.type === 'size' ? parseWithUnit(value, SIZE_UNITS) : null;
}

/** The number that `range` and `sane` speak about: as written, or in the base unit for texts with a unit. */
export function rangedNumber(setting: Setting, value: ConfigValue): number | null {
  return typeof value === 'number' ? value : amountOf(setting, value);
}

/** The value for a number in `range` units, written as this setting writes its values. */
export function writeNumber(setting: Setting, number: number): ConfigValue {
  if (setting.type === 'duration') return formatDuration(number);
  if (setting.type === 'size') return formatSize(number);
  return setting.type === 'integer' ? Math.round(number) : number;
}

/** A whole number of the largest unit that loses nothing: 5000 → "5s", 250 → "250ms". */
export function formatDuration(ms: number): string {
  const whole = Math.round(ms);
  return whole % 1000 === 0 && whole > 0 ? `${whole / 1000}s` : `${whole}ms`;
}

function formatSize(bytes: number): string {
  const unit = [...SIZE_UNITS].toReversed().find(([, size]) => bytes >= size && bytes % size === 0);
  return unit ? `${bytes / unit[1]}${unit[0]}` : `${Math.round(bytes)}B`;
}

function parseWithUnit(value: ConfigValue, units: ReadonlyMap<string, number>): number | null {
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*([a-zA-Z]+)$/.exec(value.trim()) : null;
  const size = units.get(match?.[2] ?? '');
  return match && size !== undefined ? Number(match[1]) * size : null;
}

/** Reads what somebody wrote for a setting. `expected` completes "<key> takes …". */
export function parseValue(
  setting: Setting,
  text: string,
): { ok: true; value: ConfigValue } | { ok: false; expected: string } {
  const value = READERS[setting.type](text.trim(), setting);
  return value === null ? { ok: false, expected: expectedOf(setting) } : { ok: true, value };
}

type Reader = (text: string, setting: Setting) => ConfigValue | null;

const READERS: Readonly<Record<Setting['type'], Reader>> = {
  integer: (text, setting) => (/^[+-]?\d+$/.test(text) ? inRange(setting, Number(text)) : null),
  number: (text, setting) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? inRange(setting, Number(text)) : null),
  boolean: (text) => (text === 'true' || text === 'false' ? text === 'true' : null),
  text: (text) => (text.length > 0 && text.length <= 500 ? text : null),
  choice: (text, setting) => (setting.choices?.includes(text) ? text : null),
  duration: (text, setting) => inRange(setting, text),
  size: (text, setting) => inRange(setting, text),
  routes: (text) => readRoutes(text),
  // Versions of secrets come from where secrets are kept.
  secret: () => null,
};

function inRange(setting: Setting, value: number | string): ConfigValue | null {
  const number = rangedNumber(setting, value);
  const [low, high] = setting.range ?? [-Infinity, Infinity];
  return number !== null && number >= low && number <= high ? value : null;
}

function readRoutes(text: string): ConfigValue | null {
  const parsed = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const routes: Record<string, string> = {};
  for (const [path, url] of Object.entries(parsed)) {
    if (!path.startsWith('/') || typeof url !== 'string' || !isUrl(url)) return null;
    routes[path] = url;
  }
  return Object.keys(routes).length > 0 ? routes : null;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isUrl = (text: string): boolean => URL_TEXT.test(text);

const EXAMPLES: Readonly<Partial<Record<Setting['type'], string>>> = {
  duration: 'a duration with a unit, such as "5s" or "250ms",',
  size: 'a size with a unit, such as "512MB",',
  integer: 'a whole number',
  number: 'a number',
};

function expectedOf(setting: Setting): string {
  if (setting.type === 'boolean') return 'true or false';
  if (setting.type === 'text') return 'a text of 1 to 500 characters';
  if (setting.type === 'secret') return 'no value here: its versions come from the secret store';
  if (setting.type === 'choice') return `one of ${(setting.choices ?? []).join(', ')}`;
  if (setting.type === 'routes') return 'a JSON object of paths and URLs such as {"/x/*":"http://host:8080"}';
  const what = EXAMPLES[setting.type] ?? 'a value';
  if (!setting.range) return what.replace(/,$/, '');
  const [low, high] = setting.range.map((bound) => writeValue(writeNumber(setting, bound)));
  return `${what} from ${low} to ${high}`;
}

export function sameValue(a: ConfigValue | undefined, b: ConfigValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** As a tool's answer writes it. */
export const writeValue = (value: ConfigValue): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Whether a key, or one entry of an object (`routes./x/*`), belongs to a setting. */
export const keyBelongsTo = (named: string, setting: string): boolean =>
  named === setting || named.startsWith(`${setting}.`);
