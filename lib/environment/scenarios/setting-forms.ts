import type { ConfigValue, Effect, ScenarioInput, TimeUnit } from '../scenario-schema.ts';

type ServiceInput = ScenarioInput['services'][number];
export type SettingInput = ServiceInput['config'][number];
export type LogInput = NonNullable<ServiceInput['logs']>[number];
export type { ServiceInput };

type Range = [low: number, high: number];
interface Extra {
  applies?: 'hot' | 'restart';
  effect?: Effect;
  unit?: TimeUnit;
  sane?: Range;
}

/** Short forms for the settings of scenario files: one line per key. Settings apply on a restart unless told. */
const setting =
  (type: SettingInput['type']) =>
  (
    key: string,
    value: ConfigValue,
    range?: Range,
    { applies = 'restart', ...extra }: Extra = {},
  ): SettingInput => ({
    key,
    value,
    type,
    applies,
    ...(range && { range }),
    ...extra,
  });

const integer = setting('integer');
const number = setting('number');
const size = setting('size');

const timed =
  (unit: TimeUnit) =>
  (key: string, value: number, range: Range, extra: Extra = {}) =>
    integer(key, value, range, { ...extra, unit });

export const count = integer;
export const ratio = number;
export const millis = timed('ms');
export const seconds = timed('s');
const MIB = 1024 ** 2;
/** A size, e.g. "512MB"; the range is in MB. */
export const bytes = (key: string, value: string, [low, high]: Range, extra: Extra = {}) =>
  size(key, value, [low * MIB, high * MIB], extra);
export const flag = (key: string, value: boolean, extra: Extra = {}) =>
  setting('boolean')(key, value, undefined, extra);
export const text = (key: string, value: string, extra: Extra = {}) =>
  setting('text')(key, value, undefined, extra);
export const routes = (value: Record<string, string>): SettingInput =>
  setting('routes')('routes', value, undefined, { effect: { kind: 'routes' } });
export const choice = (
  key: string,
  value: string,
  choices: string[],
  applies: 'hot' | 'restart' = 'restart',
): SettingInput => ({ key, value, type: 'choice', choices, applies });

export const logLevel = choice('log_level', 'info', ['debug', 'info', 'warn', 'error'], 'hot');
export const port = (value = 8080) =>
  count('listen_port', value, [1024, 65_535], { effect: { kind: 'port' }, sane: [value, value] });
