import { keyBelongsTo, rangedNumber, sameValue } from '../config-value.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import { readAll } from '../model/read-effect.ts';
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
    ...findStaleCaches(plan, start, end),
  ];
}

function findWorseSettings(plan: WorldPlan, start: WorldState, end: WorldState): string[] {
  const { root } = plan.scenario;
  return plan.services.flatMap(({ service: { name, config }, index }) =>
    config
      .filter((setting) => {
        const was = at(start.services, index).config.stored[setting.key];
        const now = at(end.services, index).config.stored[setting.key];
        // The keys of the fix may move freely, unless the scenario says how far a reviewer would let them.
        const free =
          setting.sane === undefined &&
          root?.fix.some((fix) => fix.service === name && keyBelongsTo(fix.key, setting.key)) === true;
        return !free && was !== undefined && now !== undefined && !isSane(setting, was, now);
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
function findSickServices({ scenario, services }: WorldPlan, start: Facts, end: Facts): string[] {
  return services
    .filter(({ service }) => service.name !== scenario.entry.service)
    .filter(({ index }) => at(start.services, index).health === 'healthy')
    .filter(({ index }) => at(end.services, index).health !== 'healthy')
    .map(({ service, index }) => `${service.name} is ${at(end.services, index).health}`);
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

/** Caches whose entries live longer than their readers may see them, where they did not before. */
function findStaleCaches(plan: WorldPlan, start: WorldState, end: WorldState): string[] {
  return plan.services.flatMap(({ service, index }) => {
    const stale = ({ services }: WorldState) =>
      readAll({ service, config: at(services, index).config.loaded }, 'cache_ttl').some(
        ({ amount, effect }) => amount / 1000 > (effect.staleAfterS ?? Infinity),
      );
    return stale(end) && !stale(start) ? [`${service.name} serves stale data`] : [];
  });
}
