import { type Facts, latestStatus, serviceOf } from '../incident/facts.ts';
import { looksTroubled } from '../incident/trail.ts';
import { isWell } from '../incident/parse-status.ts';
import { stem, stemsOf, wordsOf } from '../transcript/words.ts';
import { allowedServices, type Mission } from './mission.ts';

/** Words that so many services carry that they point at none. */
const COMMON = new Set(['service', 'svc', 'api', 'app', 'server', 'worker', 'db'].map(stem));
/** Words for where users come in, the outermost first. */
const ENTRANCES = [/gateway|edge|ingress|balancer/i, /proxy|front|web/i, /bff/i];

/** What the user asks for is not what he saw: "find out why" names no service. */
const symptomIn = (request: string): string => {
  const parts = request.split(/(?<=[.!?;])\s+/);
  const seen = parts.filter(
    (part) => !/^(?:please\b|can you\b|find\b|fix\b|repair\b|what is\b|why\b)/i.test(part),
  );
  return (seen.length > 0 ? seen : parts).join(' ').replaceAll(/\bplease\b.*$/gi, '');
};

const score = (name: string, request: string, stems: ReadonlySet<string>): number => {
  if (request.toLowerCase().includes(name.toLowerCase())) return 10 + name.length / 100;
  return wordsOf(name).reduce(
    (sum, word) => sum + (stems.has(stem(word)) ? (COMMON.has(stem(word)) ? 0.3 : 1) : 0),
    0,
  );
};

const NAME = /\b[a-z][a-z0-9]*(?:-[a-z0-9]+)+\b/g;
const KIND =
  /\b(?:([a-z]+)[ -])?(gateway|proxy|balancer|service|api|worker|broker|cache|database|db|site|app|server|queue)\b/i;
const NO_NAME = /^(?:the|our|a|an|this|that|your|my|some|of|on|in|at|any)$/i;

/** A first guess at how the service that the user speaks of may be called; the answer corrects it. */
function guess(request: string): string {
  const spelled = request.match(NAME)?.[0];
  if (spelled !== undefined) return spelled;
  const match = KIND.exec(request);
  const [, before, kind] = match ?? [];
  if (kind === undefined) return 'gateway';
  return (before === undefined || NO_NAME.test(before) ? kind : `${before}-${kind}`).toLowerCase();
}

const wasWell = (facts: Facts, name: string): boolean => {
  const first = serviceOf(facts, name)?.statuses[0]?.report;
  return first !== undefined && isWell(first) && !looksTroubled(facts, name);
};

/** The service with the symptom that the user reports: by its words, then by what the checks showed. */
export function frontFor(facts: Facts, request: string, allowed: readonly string[]): string {
  const names = [...new Set([...facts.known, ...allowed])].filter((name) => !facts.unknown.includes(name));
  const stems = stemsOf(symptomIn(request));
  const ranked = names
    .map((name) => ({ name, points: score(name, request, stems) }))
    .toSorted((a, b) => b.points - a.points);
  const [best] = ranked;
  if (best && best.points >= 10) return best.name;
  const alike = ranked.filter(({ points }) => best !== undefined && points >= 1 && points === best.points);
  // Several services of that name, or one that was well from the start: then users come in elsewhere.
  const likely = alike.filter(({ name }) => !wasWell(facts, name));
  const one = likely.find(({ name }) => latestStatus(facts, name) !== undefined) ?? likely[0];
  if (one) return one.name;
  const ailing = names.find((name) => {
    const report = latestStatus(facts, name);
    return report !== undefined && !isWell(report);
  });
  if (names.length === 0) return guess(request);
  const entrance = ENTRANCES.map((kind) => names.find((name) => kind.test(name))).find(
    (name) => name !== undefined,
  );
  return entrance ?? ailing ?? best?.name ?? guess(request);
}

export const frontOf = (mission: Mission): string =>
  frontFor(mission.facts, mission.request, allowedServices(mission));
