import { MS_PER_UNIT, formatDuration, isTimeUnit, rangedNumber } from './config-value.ts';
import type { ConfigValue, Setting } from './scenario-schema.ts';

/** How a key may be spelled in another system: its name, and its unit in the name or in the value. */
export interface Spelling {
  key: string;
  /** `text` puts the unit into the value: 5000 (ms) becomes "5s". */
  unit?: 'ms' | 's' | 'text';
}

/** A setting under another name and, for times, in another unit. */
export function respellSetting(setting: Setting, { key, unit }: Spelling): Setting {
  if (unit === undefined || (!isTimeUnit(setting.unit) && setting.type !== 'duration'))
    return { ...setting, key };
  const convert = (written: number) => (written * msPer(setting.unit)) / msPer(unit);
  const { unit: _old, range, sane, ...rest } = setting;
  return {
    ...rest,
    key,
    ...(unit === 'text' ? { type: 'duration' } : { type: unit === 's' ? 'number' : 'integer', unit }),
    value: respellValue(setting, setting.value, unit),
    ...(range && { range: [convert(range[0]), convert(range[1])] }),
    ...(sane && { sane: [convert(sane[0]), convert(sane[1])] }),
  };
}

/** A value of a setting as its new spelling writes it. */
export function respellValue(
  setting: Setting,
  value: ConfigValue,
  unit: NonNullable<Spelling['unit']>,
): ConfigValue {
  const number = rangedNumber(setting, value);
  if (number === null) return value;
  const ms = number * msPer(setting.unit);
  return unit === 'text' ? formatDuration(ms) : ms / msPer(unit);
}

/** Texts with a unit are counted in ms. */
const msPer = (unit: Setting['unit'] | 'text'): number =>
  unit !== 'text' && isTimeUnit(unit) ? MS_PER_UNIT[unit] : 1;
