import { dependenciesOf, type Facts, serviceOf, TOOL } from '../incident/facts.ts';
import { call, type WantedCall } from '../reply.ts';
import { leadsFrom, looksTroubled, namedAsSlow } from './leads.ts';

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
    | 'remaining';
}

/** As many services as a person would look at in one go. */
const AT_ONCE = 2;
/** A look at a log without a hint takes all that one call gives. */
const LINES = 20;

interface Plan {
  facts: Facts;
  front: string;
}

const statusOf = (names: readonly string[], { facts }: Plan): WantedCall[] =>
  names
    .filter((name) => (serviceOf(facts, name)?.statuses.length ?? 0) === 0)
    .slice(0, AT_ONCE)
    .map((name) => call(TOOL.status, { service_name: name }));

const logsOf = (names: readonly string[], { facts }: Plan): WantedCall[] =>
  names
    .filter((name) => (serviceOf(facts, name)?.log ?? null) === null)
    .slice(0, AT_ONCE)
    .map((name) => call(TOOL.logs, { service_name: name, lines: LINES }));

const configOf = (names: readonly string[], { facts }: Plan): WantedCall[] =>
  names
    .filter((name) => !serviceOf(facts, name)?.configRead)
    .slice(0, AT_ONCE)
    .map((name) => call(TOOL.config, { service_name: name }));

/**
 * What is looked at next without a procedure: the symptom, then whatever the evidence names, from near to far. Nobody
 * who does not know which observation decides can skip what looks suspicious, so red herrings are looked at too.
 */
export function exploreNear(facts: Facts, front: string): Look | null {
  const plan = { facts, front };
  const leads = leadsFrom(facts, front);
  const named = leads.map(({ service }) => service);
  const inside = leads
    .filter((lead) => looksTroubled(facts, lead.service) || namedAsSlow(lead))
    .map(({ service }) => service);
  const slow = leads.filter(namedAsSlow).map(({ service }) => service);
  // A slow service may only be waiting itself: what its log blames comes first, then its own settings.
  const blamed = slow.flatMap((service) => leadsFrom(facts, service).map((lead) => lead.service));
  const looks: Look[] = [
    { reason: 'start', calls: statusOf([front], plan) },
    { reason: 'log', calls: logsOf([front], plan) },
    { reason: 'named', calls: statusOf(named, plan) },
    { reason: 'inside', calls: logsOf(inside, plan) },
    blamed.length > 0
      ? { reason: 'behind', calls: statusOf(blamed, plan) }
      : { reason: 'why-slow', calls: configOf(slow, plan) },
    { reason: 'settings', calls: configOf([front], plan) },
  ];
  return looks.find(({ calls }) => calls.length > 0) ?? null;
}

/** What is looked at when the near looks explain nothing. */
export function exploreFar(facts: Facts, front: string): Look | null {
  const plan = { facts, front };
  const near = leadsFrom(facts, front).map(({ service }) => service);
  const behind = near.flatMap((service) => leadsFrom(facts, service).map((lead) => lead.service));
  const rest = [...new Set([...dependenciesOf(facts, front), ...facts.known])].filter(
    (name) => !facts.unknown.includes(name),
  );
  const troubled = rest.filter((name) => looksTroubled(facts, name));
  const looks: Look[] = [
    { reason: 'their-settings', calls: configOf(near, plan) },
    { reason: 'behind', calls: statusOf(behind, plan) },
    { reason: 'behind', calls: logsOf(behind, plan) },
    { reason: 'behind', calls: configOf(behind, plan) },
    { reason: 'remaining', calls: statusOf(rest, plan) },
    { reason: 'inside', calls: logsOf(troubled, plan) },
    { reason: 'their-settings', calls: configOf(troubled, plan) },
  ];
  return looks.find(({ calls }) => calls.length > 0) ?? null;
}

/** What is looked at before the agent says that nothing is wrong. */
export function exploreCalm(facts: Facts, front: string): Look | null {
  const plan = { facts, front };
  const rest = dependenciesOf(facts, front);
  const troubled = rest.filter((name) => looksTroubled(facts, name));
  const looks: Look[] = [
    { reason: 'remaining', calls: statusOf(rest, plan) },
    { reason: 'inside', calls: logsOf(troubled, plan) },
  ];
  return looks.find(({ calls }) => calls.length > 0) ?? null;
}
