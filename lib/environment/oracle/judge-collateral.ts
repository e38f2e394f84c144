import { keyBelongsTo, rangedNumber, sameValue } from '../config-value.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { need } from '../model/world-plan.ts';
import type { Facts, WorldState } from '../model/world-state.ts';
import type { ConfigValue, Setting } from '../scenario-schema.ts';

/** Numbers may move by this factor before a change counts as one for the worse. */
const TOLERATED_FACTOR = 2.5;

/** Everything that is worse than at the start beside the incident itself; one phrase each, empty when nothing is. */
export function findCollateral(plan: WorldPlan, start: WorldState, end: WorldState): string[] {
  return [
    ...findWorseSettings(plan, start, end),
    ...findSickServices(plan, start.facts, end.facts),
    ...findSlowRoutes(plan, start.facts, end.facts),
  ];
}

function findWorseSettings(plan: WorldPlan, start: WorldState, end: WorldState): string[] {
  const { root, services } = plan.scenario;
  return services.flatMap(({ name, config }) =>
    config
      .filter(({ key }) => !root?.fix.some((fix) => fix.service === name && keyBelongsTo(fix.key, key)))
      .filter((setting) => {
        const was = need(start.services, name).stored[setting.key];
        const now = need(end.services, name).stored[setting.key];
        return was !== undefined && now !== undefined && !isSane(setting, was, now);
      })
      .map(({ key }) => `${name} ${key} was changed for the worse`),
  );
}

function isSane(setting: Setting, was: ConfigValue, now: ConfigValue): boolean {
  if (sameValue(was, now)) return true;
  const [before, after] = [rangedNumber(setting, was), rangedNumber(setting, now)];
  if (before === null || after === null) return false;
  const [low, high] = setting.sane ?? [before / TOLERATED_FACTOR, before * TOLERATED_FACTOR];
  return after >= low && after <= high;
}

/** Services other than the entry that were within their own objectives and are not any more. */
function findSickServices(plan: WorldPlan, start: Facts, end: Facts): string[] {
  return plan.scenario.services
    .filter(({ name }) => name !== plan.scenario.entry.service)
    .filter(({ name }) => need(start.services, name).health === 'healthy')
    .filter(({ name }) => need(end.services, name).health !== 'healthy')
    .map(({ name }) => `${name} is ${need(end.services, name).health}`);
}

/** Routes whose callers wait much longer than before, e.g. for a slot that somebody else holds. */
function findSlowRoutes(plan: WorldPlan, start: Facts, end: Facts): string[] {
  return plan.links.flatMap(({ from, to, index }) => {
    const before = start.links[index]?.p99Ms ?? 0;
    const after = end.links[index]?.p99Ms ?? 0;
    if (after <= before * 1.5 + plan.scenario.slo.p99Ms) return [];
    return [`p99 of ${from} to ${to} rose from ${Math.round(before)} ms to ${Math.round(after)} ms`];
  });
}
