export type Dimension = 'time' | 'size' | 'percent' | 'count';

/** A number with what it measures: time in ms, size in bytes, percent, or a plain count. */
export interface Quantity {
  value: number;
  dimension: Dimension;
}

/** Spellings of units, with what one of them is worth. The longest spelling comes first where one begins another. */
const UNITS: readonly { names: readonly string[]; dimension: Dimension; factor: number }[] = [
  { names: ['milliseconds', 'millisecond', 'millis', 'msec', 'ms'], dimension: 'time', factor: 1 },
  { names: ['seconds', 'second', 'secs', 'sec', 's'], dimension: 'time', factor: 1000 },
  { names: ['minutes', 'minute', 'mins', 'min', 'm'], dimension: 'time', factor: 60_000 },
  { names: ['hours', 'hour', 'h'], dimension: 'time', factor: 3_600_000 },
  { names: ['kb', 'kib'], dimension: 'size', factor: 1024 },
  { names: ['mb', 'mib'], dimension: 'size', factor: 1024 ** 2 },
  { names: ['gb', 'gib'], dimension: 'size', factor: 1024 ** 3 },
  { names: ['bytes', 'byte'], dimension: 'size', factor: 1 },
  { names: ['percent', 'pct', '%'], dimension: 'percent', factor: 1 },
];

interface Unit {
  dimension: Dimension;
  factor: number;
}

/** What a unit's name stands for; null when it is no unit. */
function unitOf(name: string): Unit | null {
  const wanted = name.toLowerCase();
  return UNITS.find(({ names }) => names.includes(wanted)) ?? null;
}

/** Reads "1234 ms", "1.2 s", "5s", "512MB", "2.5 %", "1,234" or "17"; null for anything that is not one number. */
export function parseQuantity(text: string): Quantity | null {
  const match = /^\s*(-?\d[\d,_]*(?:\.\d+)?)\s*([a-z%]*)\s*$/i.exec(text);
  if (!match) return null;
  const value = Number((match[1] ?? '').replaceAll(/[,_]/g, ''));
  const name = match[2] ?? '';
  if (name === '') return { value, dimension: 'count' };
  const unit = unitOf(name);
  return unit && { value: value * unit.factor, dimension: unit.dimension };
}

/** Times that a text mentions, in ms, in order of appearance. A bare "m" is too often metres or a name, so it is not read. */
export function timesIn(text: string): number[] {
  const found = text.matchAll(
    /(?<![\w.])(\d+(?:\.\d+)?)\s*(ms|msec|milliseconds?|s|secs?|seconds?|minutes?|min)\b/gi,
  );
  return [...found].map((match) => Number(match[1]) * (unitOf(match[2] ?? '')?.factor ?? 1));
}

/** How a setting writes its number: the unit of its key ("…_ms"), or the unit after its value ("5s"). */
export interface Spelling extends Unit {
  /** Text after the number. */
  suffix: string;
}

const LAST_WORD =
  /(?:^|[_\-.]|(?<=[a-z\d]))(ms|millis|msec|secs|seconds|min|mins|minutes|hours|kb|mb|gb|bytes|pct|percent|Ms|Sec|Seconds|Mb|Pct)$/;

/** The spelling of a setting; null when its value is not a number. */
export function spellingOf(key: string, raw: string | number): Spelling | null {
  const match = /^\s*-?\d[\d,_]*(?:\.\d+)?(\s*[a-z%]*)\s*$/i.exec(String(raw));
  if (!match) return null;
  const suffix = match[1] ?? '';
  if (suffix.trim() !== '') {
    const unit = unitOf(suffix.trim());
    return unit && { ...unit, suffix };
  }
  const separated = /[_\-.]/.test(key) ? key.split(/[_\-.]/).at(-1) : LAST_WORD.exec(key)?.[1];
  const unit = separated !== undefined && separated !== key ? unitOf(separated) : null;
  return unit ? { ...unit, suffix: '' } : { dimension: 'count', factor: 1, suffix: '' };
}

/** What a setting's number is worth in base units. */
export function quantityOf(key: string, raw: string | number): Quantity | null {
  const spelling = spellingOf(key, raw);
  const number = Number.parseFloat(String(raw).replaceAll(/[,_]/g, ''));
  return spelling && { value: number * spelling.factor, dimension: spelling.dimension };
}

/** Writes an amount of base units as the setting writes its own, rounded up to whole units. */
export function spell(amount: number, spelling: Spelling): string {
  return `${Math.ceil(Number((amount / spelling.factor).toFixed(6)))}${spelling.suffix}`;
}

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 9, 10];

/** The next number upwards that a person would write. */
export function roundUp(amount: number): number {
  if (amount <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(amount));
  const head = amount / power;
  const step = STEPS.find((candidate) => candidate >= head - 1e-9) ?? 10;
  return Number((step * power).toPrecision(6));
}

/** A time for a sentence: the unit that was observed most stays readable. */
export const showMs = (ms: number): string =>
  ms >= 60_000 && ms % 60_000 === 0 ? `${ms / 60_000} min` : `${Number(ms.toFixed(1))} ms`;
