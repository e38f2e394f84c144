import { type Facts, latestStatus } from '../incident/facts.ts';
import { isWell } from '../incident/parse-status.ts';
import { stem, stemsOf, wordsOf } from '../transcript/words.ts';
import { allowedServices, type Mission } from './mission.ts';

/** Words that so many services carry that they point at none. */
const COMMON = new Set(['service', 'svc', 'api', 'app', 'server', 'worker', 'db'].map(stem));
const ENTRANCE = /gateway|edge|front|proxy|ingress|balancer|web|bff/i;

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

/** The service with the symptom that the user reports: by its words, then by what the checks showed. */
export function frontFor(facts: Facts, request: string, allowed: readonly string[]): string {
  const names = [...new Set([...facts.known, ...allowed])].filter((name) => !facts.unknown.includes(name));
  const stems = stemsOf(request);
  const ranked = names
    .map((name) => ({ name, points: score(name, request, stems) }))
    .toSorted((a, b) => b.points - a.points);
  const [best] = ranked;
  if (best && best.points >= 1) return best.name;
  const ailing = names.find((name) => {
    const report = latestStatus(facts, name);
    return report !== undefined && !isWell(report);
  });
  if (names.length === 0) return guess(request);
  return ailing ?? names.find((name) => ENTRANCE.test(name)) ?? best?.name ?? guess(request);
}

export const frontOf = (mission: Mission): string =>
  frontFor(mission.facts, mission.request, allowedServices(mission));
