import { amountOf } from '../config-value.ts';
import type { ConfigValue, EffectKind, Setting } from '../scenario-schema.ts';
import type { PlannedLink, WorldPlan } from './world-plan.ts';
import { effectId, need } from './world-plan.ts';
import type { ServiceState } from './world-state.ts';

const DEFAULT_PORT = 8080;

/** Finds the setting that has an effect: one for this target before one for all targets. */
export function findEffect(
  plan: WorldPlan,
  service: string,
  kind: EffectKind,
  to?: string,
): Setting | undefined {
  const general = () => plan.effects.get(effectId(service, kind));
  return to === undefined ? general() : (plan.effects.get(effectId(service, kind, to)) ?? general());
}

/** The value that a running service works with. */
export function valueInForce(setting: Setting, state: Pick<ServiceState, 'loaded'>): ConfigValue {
  return state.loaded[setting.key] ?? setting.value;
}

/** The amount that an effect has in a service; undefined when no setting has it. */
export function readEffect(
  plan: WorldPlan,
  states: ReadonlyMap<string, ServiceState>,
  service: string,
  kind: EffectKind,
  to?: string,
): number | undefined {
  const setting = findEffect(plan, service, kind, to);
  if (!setting) return undefined;
  return amountOf(setting, valueInForce(setting, need(states, service))) ?? undefined;
}

/** Whether calls of a link arrive where the callee listens. Links without a path need no address. */
export function reachesCallee(
  plan: WorldPlan,
  states: ReadonlyMap<string, ServiceState>,
  link: Pick<PlannedLink, 'from' | 'to' | 'path'>,
): boolean {
  const setting = findEffect(plan, link.from, 'routes');
  if (link.path === undefined || !setting) return true;
  const routes = valueInForce(setting, need(states, link.from));
  const url = typeof routes === 'object' ? routes[link.path] : undefined;
  const match = /^https?:\/\/([\w.-]+):(\d+)$/.exec(url ?? '');
  const port = readEffect(plan, states, link.to, 'port') ?? DEFAULT_PORT;
  return match !== null && match[1] === link.to && Number(match[2]) === port;
}
