import { diagnose } from '../incident/diagnose.ts';
import { dependenciesOf, type Facts, serviceOf, TOOL } from '../incident/facts.ts';
import { call, type WantedCall } from '../reply.ts';
import { type CauseKind, WEAK } from '../incident/hypothesis.ts';
import { trailFrom } from '../incident/trail.ts';
import { leadsFrom, looksTroubled, namedAsSlow } from './leads.ts';
import { suspectsIn } from './suspects.ts';

/** Looks that belong together, and why they are made. */
export interface Look {
  calls: WantedCall[];
  reason:
    | 'start'
    | 'log'
    | 'named'
    | 'inside'
    | 'why-slow'
    | 'settings'
    | 'their-settings'
    | 'behind'
    | 'who-else'
    | 'again'
    | 'remaining';
}

/** A name to ask for when nobody has listed the services yet: there is one, or the answer says which there are. */
const SOMEBODY = 'gateway';
/** As many services as a person would look at in one go, near the symptom and when the search gets wide. */
const AT_ONCE = 2;
const AT_ONCE_FAR = 3;
/** A look at a log without a hint takes all that one call gives. */
const LINES = 20;

interface Plan {
  facts: Facts;
  front: string;
  atOnce: number;
}

const statusOf = (names: readonly string[], { facts, atOnce }: Plan): WantedCall[] =>
  [...new Set(names)]
    .filter((name) => (serviceOf(facts, name)?.statuses.length ?? 0) === 0)
    .slice(0, atOnce)
    .map((name) => call(TOOL.status, { service_name: name }));

const logsOf = (names: readonly string[], { facts, atOnce }: Plan): WantedCall[] =>
  [...new Set(names)]
    .filter((name) => (serviceOf(facts, name)?.log ?? null) === null)
    .slice(0, atOnce)
    .map((name) => call(TOOL.logs, { service_name: name, lines: LINES }));

const configOf = (names: readonly string[], { facts, atOnce }: Plan): WantedCall[] =>
  [...new Set(names)]
    .filter((name) => !serviceOf(facts, name)?.configRead)
    .slice(0, atOnce)
    .map((name) => call(TOOL.config, { service_name: name }));

/**
 * What is looked at next without a procedure: the symptom, then whatever the evidence names, from near to far. Nobody
 * who does not know which observation decides can skip what looks suspicious, so red herrings are looked at too.
 */
export function exploreNear(facts: Facts, front: string): Look | null {
  const plan = { facts, front, atOnce: AT_ONCE };
  const trail = [...trailFrom(facts, front)].slice(1);
  const leads = new Map(
    trail.map(([name, from]) => [
      name,
      leadsFrom(facts, from ?? front).find((lead) => lead.service === name),
    ]),
  );
  const slow = trail.flatMap(([name]) => {
    const lead = leads.get(name);
    return lead && namedAsSlow(lead) ? [name] : [];
  });
  const failing = slow.filter((name) => leads.get(name)?.lines.some(({ failed }) => failed));
  const direct = trail.filter(([, from]) => from === front).map(([name]) => name);
  const inside = trail
    .map(([name]) => name)
    .filter((name) => looksTroubled(facts, name) || (direct.includes(name) ? slow : failing).includes(name));
  const behind = trail.map(([name]) => name).filter((name) => !direct.includes(name));
  const looks: Look[] = [
    { reason: 'start', calls: statusOf([front], plan) },
    { reason: 'log', calls: logsOf([front], plan) },
    { reason: 'named', calls: statusOf(direct, plan) },
    {
      reason: 'inside',
      calls: logsOf(
        inside.filter((name) => direct.includes(name)),
        plan,
      ),
    },
    { reason: 'behind', calls: statusOf(behind, plan) },
    { reason: 'behind', calls: logsOf(inside, plan) },
  ];
  return looks.find(({ calls }) => calls.length > 0) ?? null;
}

/** As many configurations as are read before the evidence is weighed. */
const SUSPECTS = 3;

/** The settings of those that the evidence points at most. */
export function exploreSettings(facts: Facts, front: string): Look | null {
  const plan = { facts, front, atOnce: 1 };
  const suspects = suspectsIn(facts, front).slice(0, SUSPECTS);
  const first = suspects.find((name) => !serviceOf(facts, name)?.configRead);
  const calls = configOf(first === undefined ? [] : [first], plan);
  if (calls.length === 0) return null;
  return { reason: first === front ? 'settings' : 'why-slow', calls };
}

/** Faults that show in how a reading changes, so that one look cannot tell. */
const SHOWN_BY_CHANGE: ReadonlySet<CauseKind> = new Set<CauseKind>([
  'memory-unbounded',
  'stuck-message',
  'slow-consumers',
]);

/** A second look at something whose change decides. */
export function exploreAgain(facts: Facts, front: string): Look | null {
  const open = diagnose(facts, front).find(
    ({ cause, support, service }) =>
      SHOWN_BY_CHANGE.has(cause) && support >= WEAK && serviceOf(facts, service)?.statuses.length === 1,
  );
  return open ? { reason: 'again', calls: [call(TOOL.status, { service_name: open.service })] } : null;
}

/** What is looked at when the near looks explain nothing. */
export function exploreFar(facts: Facts, front: string): Look | null {
  const plan = { facts, front, atOnce: AT_ONCE_FAR };
  const trail = [...trailFrom(facts, front).keys()];
  const suspects = suspectsIn(facts, front);
  const needed = trail.flatMap((name) => (looksTroubled(facts, name) ? dependenciesOf(facts, name) : []));
  const rest = [...new Set([...needed, ...dependenciesOf(facts, front), ...facts.known])].filter(
    (name) => !facts.unknown.includes(name),
  );
  const troubled = rest.filter((name) => looksTroubled(facts, name));
  const looks: Look[] = [
    { reason: 'their-settings', calls: configOf(suspects, plan) },
    { reason: 'behind', calls: statusOf(needed, plan) },
    { reason: 'who-else', calls: facts.unknown.length === 0 ? statusOf([SOMEBODY], plan) : [] },
    { reason: 'remaining', calls: statusOf(rest, plan) },
    { reason: 'inside', calls: logsOf(troubled, plan) },
    { reason: 'their-settings', calls: configOf(troubled, plan) },
    { reason: 'their-settings', calls: configOf(trail, plan) },
    { reason: 'behind', calls: logsOf(needed, plan) },
    { reason: 'their-settings', calls: configOf(needed, plan) },
  ];
  return looks.find(({ calls }) => calls.length > 0) ?? null;
}

/** What is looked at before the agent says that nothing is wrong. */
export function exploreCalm(facts: Facts, front: string): Look | null {
  const plan = { facts, front, atOnce: AT_ONCE };
  const rest = dependenciesOf(facts, front);
  const troubled = rest.filter((name) => looksTroubled(facts, name));
  const looks: Look[] = [
    { reason: 'remaining', calls: statusOf(rest, plan) },
    { reason: 'inside', calls: logsOf(troubled, plan) },
  ];
  return looks.find(({ calls }) => calls.length > 0) ?? null;
}
