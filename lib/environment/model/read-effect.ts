import { amountOf, writeValue } from '../config-value.ts';
import type { ConfigValue, EffectKind, EffectOf, Service, Setting } from '../scenario-schema.ts';
import type { Effective } from './world-plan.ts';
import { effectFor, effectsOf } from './world-plan.ts';

export type Config = Readonly<Record<string, ConfigValue>>;

/** A service under one of its configs. */
export interface Configured {
  service: Service;
  config: Config;
}

/** A setting with an effect and its value: as written, and as a number in ms, bytes or a count (0 when it is none). */
export interface Reading<Kind extends EffectKind> {
  setting: Setting;
  effect: EffectOf<Kind>;
  value: ConfigValue;
  amount: number;
}

function read<Kind extends EffectKind>({ config }: Configured, found: Effective<Kind>): Reading<Kind> {
  const { setting, effect } = found;
  const value = config[setting.key] ?? setting.value;
  return { setting, effect, value, amount: amountOf(setting, value) ?? 0 };
}

/** All settings with an effect. */
export function readAll<Kind extends EffectKind>(of: Configured, kind: Kind): Reading<Kind>[] {
  return effectsOf(of.service, kind).map((found) => read(of, found));
}

/** The one that counts for a target, or without a target; undefined when no setting has the effect. */
export function readOne<Kind extends EffectKind>(
  of: Configured,
  kind: Kind,
  to?: string,
): Reading<Kind> | undefined {
  const found = effectFor(of.service, kind, to);
  return found && read(of, found);
}

export function readAmount(of: Configured, kind: EffectKind, otherwise: number, to?: string): number {
  return readOne(of, kind, to)?.amount ?? otherwise;
}

/** A number may be written as one or as text. */
export const isAccepted = ({ effect, value }: Reading<'accepts'>): boolean =>
  effect.values.some((allowed) => String(allowed) === writeValue(value));
