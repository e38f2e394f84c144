import type { RunView } from '#lib/protocol/run-view.ts';
import type { StepAsk } from './read-step.ts';

/** Which services of a run play the parts that a skill speaks of; null where the run does not say. */
export interface ServiceRoles {
  names: readonly string[];
  types: ReadonlyMap<string, string>;
  front: ReadonlySet<string> | null;
  upstream: ReadonlySet<string> | null;
}

/** Kinds of service that a step may name instead of a part. */
const TYPE_WORDS: readonly [RegExp, RegExp][] = [
  [/\b(?:database|db|postgres\w*|mysql)\b/i, /database|db|sql/i],
  [/\b(?:cache|redis|memcached?)\b/i, /cache|redis/i],
  [/\b(?:queue|broker|kafka|rabbit\w*)\b/i, /queue|broker|stream/i],
];

/**
 * The service with the symptom is the one that the request names, else those that are not healthy at the start, else
 * those that nobody calls; what they call, directly or through others, is upstream.
 */
export function rolesIn(
  started: Pick<NonNullable<RunView['started']>, 'request' | 'world'> | null,
): ServiceRoles {
  const services = started?.world.services ?? [];
  const links = started?.world.links ?? [];
  const names = services.map(({ name }) => name);
  const called = new Set(links.map(({ to }) => to));
  const named = names.filter((name) => mentions(started?.request ?? '', name));
  const sick = services.filter(({ health }) => health !== 'healthy' && health !== 'unknown');
  const choices = [named, sick.map(({ name }) => name), names.filter((name) => !called.has(name))];
  const front = new Set(choices.find((choice) => choice.length > 0));
  const upstream = reachable(front, links);
  return {
    names,
    types: new Map(services.map(({ name, type }) => [name, type])),
    front: front.size > 0 ? front : null,
    upstream: upstream.size > 0 ? upstream : null,
  };
}

function reachable(from: ReadonlySet<string>, links: readonly { from: string; to: string }[]): Set<string> {
  const found = new Set<string>();
  let edge = [...from];
  while (edge.length > 0) {
    const next = links.filter((link) => edge.includes(link.from)).map(({ to }) => to);
    edge = [...new Set(next)].filter((name) => !found.has(name) && !from.has(name));
    for (const name of edge) found.add(name);
  }
  return found;
}

const mentions = (text: string, name: string): boolean => {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || name === '') return false;
  const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
  return !/[\w-]/.test(around);
};

/** Whether a call's target is of the kind that a step means. A service that the step names outranks the part it plays. */
export function isTarget(
  target: string | null,
  { about, role }: Pick<StepAsk, 'about' | 'role'>,
  roles: ServiceRoles,
): boolean {
  const named = roles.names.filter((name) => mentions(about, name));
  if (named.length > 0) return target !== null && named.includes(target);
  const type = TYPE_WORDS.find(([word]) => word.test(about))?.[1];
  const ofType = type && roles.names.filter((name) => type.test(roles.types.get(name) ?? ''));
  if (ofType && ofType.length > 0 && role === 'any') return target !== null && ofType.includes(target);
  const wanted = role === 'any' ? null : roles[role];
  return wanted === null || (target !== null && wanted.has(target));
}
