import { type Facts, serviceOf, type Write } from '../incident/facts.ts';
import { isWell, type StatusReport } from '../incident/parse-status.ts';
import { isTaming } from '../incident/rules/amplification.ts';

/** A change that was made to the system, with what became of it. */
export interface Intervention {
  at: number;
  service: string;
  /** Null for a restart that loads nothing new. */
  write: Write | null;
  /** It puts back what an earlier one had changed. */
  reverts: boolean;
}

/** What the latest intervention asks for. */
export type Pending =
  | { need: 'nothing' }
  | { need: 'restart'; intervention: Intervention }
  | { need: 'check'; intervention: Intervention }
  | { need: 'patience'; intervention: Intervention; looks: number }
  | { need: 'revert'; intervention: Intervention };

/** Looks at the front that a change gets before it counts as one that did not help. */
const LOOKS = 3;
/** … and as long as failures go on falling from look to look. */
const LONGEST_WAIT = 16;
/** Failures must have fallen at least to this share for waiting to make sense. */
const IMPROVED = 0.6;
/** Failures that differ by less than this part have not changed. */
const SAME = 0.05;

const restoredBy = (write: Write, earlier: readonly Write[]): boolean =>
  earlier.some(
    ({ service, key, result }) =>
      service === write.service && key === write.key && result.ok && result.from === write.value,
  );

/** When a write came into effect: at once, or with the next restart of its service. */
const loadedAt = (facts: Facts, { at, service, result }: Write): number =>
  result.ok && result.effect === 'now'
    ? at
    : (facts.restarts.find((restart) => restart.at > at && restart.service === service)?.at ?? at);

/** Writes and lone restarts in order; the restart that loads a write is part of it. */
export function interventionsOf(facts: Facts): Intervention[] {
  const accepted = facts.writes.filter(({ result }) => result.ok);
  const changes = accepted.map((write, index) => ({
    at: loadedAt(facts, write),
    service: write.service,
    write,
    reverts: restoredBy(write, accepted.slice(0, index)),
  }));
  const loading = new Set(changes.map(({ at }) => at));
  const lone = facts.restarts
    .filter(({ at }) => !loading.has(at))
    .map(({ at, service }) => ({ at, service, write: null, reverts: false }));
  return [...changes, ...lone].toSorted((a, b) => a.at - b.at);
}

const reportsOf = (facts: Facts, front: string) => serviceOf(facts, front)?.statuses ?? [];

/** The front as it was seen last before a place in the run. */
const before = (facts: Facts, front: string, at: number): StatusReport | undefined =>
  reportsOf(facts, front).findLast((status) => status.at < at)?.report;

const needsRestart = ({ write, at }: Intervention): boolean =>
  write !== null && write.result.ok && write.result.effect !== 'now' && write.at === at;

/** What the latest change of the system still needs. */
export function pendingOf(facts: Facts, front: string): Pending {
  const intervention = interventionsOf(facts).at(-1);
  if (!intervention) return { need: 'nothing' };
  if (needsRestart(intervention)) return { need: 'restart', intervention };
  if (intervention.reverts) return { need: 'nothing' };
  const looks = reportsOf(facts, front).filter(({ at }) => at > intervention.at);
  const last = looks.at(-1)?.report;
  if (!last) return { need: 'check', intervention };
  if (isWell(last)) return { need: 'nothing' };
  const first = before(facts, front, intervention.write?.at ?? intervention.at)?.errorRate ?? null;
  const falling = first !== null && last.errorRate !== null && last.errorRate <= first * IMPROVED;
  const tamed = intervention.write !== null && isTaming(intervention.write);
  if (falling && looks.length < (tamed ? LONGEST_WAIT : LOOKS))
    return { need: 'patience', intervention, looks: looks.length };
  const previous = looks.at(-2)?.report.errorRate ?? null;
  const heals = previous !== null && last.errorRate !== null && last.errorRate < previous * (1 - SAME / 2);
  if (heals && looks.length < LONGEST_WAIT) return { need: 'patience', intervention, looks: looks.length };
  const moved = first === null || last.errorRate === null || Math.abs(last.errorRate - first) > first * SAME;
  if (moved && looks.length < 2) return { need: 'patience', intervention, looks: looks.length };
  // A caller that asks less is better in any case: what it has brought down may need a hand of its own.
  if (tamed) return { need: 'nothing' };
  if (falling) return { need: 'nothing' };
  return intervention.write ? { need: 'revert', intervention } : { need: 'nothing' };
}

/** The change after which the front was seen well; null while there is none. */
export function cureOf(facts: Facts, front: string): Intervention | null {
  const last = interventionsOf(facts).at(-1);
  if (!last || last.reverts || needsRestart(last)) return null;
  const look = reportsOf(facts, front).findLast(({ at }) => at > last.at);
  return look && isWell(look.report) ? last : null;
}

/** Changes that were tried in vain, as "service.key" or "service" for a restart. */
export function refutedOf(facts: Facts, front: string): Set<string> {
  const cure = cureOf(facts, front);
  return new Set(
    interventionsOf(facts)
      .filter((one) => !one.reverts && one !== cure && reportsOf(facts, front).some(({ at }) => at > one.at))
      .filter((one) => one.at !== cure?.at)
      .map(({ service, write }) => (write ? `${service}.${write.key}` : service)),
  );
}
