import { type Facts, latestStatus, namesIn, serviceOf } from '../incident/facts.ts';
import { isWell, readingOf } from '../incident/parse-status.ts';
import type { Signal } from '../incident/signals.ts';
import { blamedBy, dominantIn, isFull, trailFrom } from '../incident/trail.ts';

/** Kinds of trouble that begin where they are logged, and kinds that any overloaded or waiting service shows. */
const SPECIFIC: readonly Signal[] = [
  'refused',
  'unknownHost',
  'exhausted',
  'memory',
  'crash',
  'disk',
  'auth',
  'throttled',
  'certificate',
  'backlog',
  'switched',
];
/** Ways to be turned away at a door: both sides of it are worth a look. */
const DOORS: ReadonlySet<Signal> = new Set<Signal>([
  'refused',
  'unknownHost',
  'auth',
  'certificate',
  'throttled',
]);
const GENERAL: readonly Signal[] = ['timeout', 'slow', 'overloaded'];

const BUSY = 90;
const COLD = 75;

/** How much a service's own log and status speak for the fault being there. */
function suspicionOf(facts: Facts, service: string, front: string): number {
  const seen = serviceOf(facts, service);
  const report = latestStatus(facts, service);
  const own = (seen?.log ?? []).filter(({ level, passedOn }) => level !== 'INFO' && !passedOn);
  const says = (kinds: readonly Signal[]) =>
    own.some(({ signals }) => signals.some((signal) => kinds.includes(signal)));
  const named = blamedBy(facts, front).find((blame) => blame.service === service);
  const pointed = [...trailFrom(facts, front).keys()].some((name) => {
    const other = latestStatus(facts, name);
    return other !== undefined && dominantIn(other).some((part) => part.name === service && name !== service);
  });
  const rejects = [...trailFrom(facts, front).keys()].some((name) =>
    (serviceOf(facts, name)?.log ?? []).some(
      (line) =>
        line.failed &&
        !line.passedOn &&
        line.signals.some((signal) => DOORS.has(signal)) &&
        namesIn(facts, line, name).includes(service),
    ),
  );
  return (
    (says(SPECIFIC) ? 3 : 0) +
    (says(GENERAL) || own.some(({ failed, level }) => failed && level === 'ERROR') ? 1.5 : 0) +
    ((named?.lines ?? []).some(({ failed, level }) => failed && level === 'ERROR') ? 1 : 0) +
    (pointed ? 2 : 0) +
    (rejects ? 2 : 0) +
    (report
      ? (report.stale.length > 0 ? 3 : 0) +
        (report.gauges.some(isFull) ? 2 : 0) +
        ((readingOf(report, /\bcpu\b/i) ?? 0) >= BUSY ? 1 : 0) +
        ((readingOf(report, /hit.?(?:ratio|rate)/i) ?? 100) < COLD ? 3 : 0) +
        ((readingOf(report, /attempts?.per/i) ?? 1) >= 2.5 ? 2 : 0) +
        (isWell(report) ? 0 : 1)
      : 0)
  );
}

/** Services on the way of the failing requests, the most suspicious first; the farthest first among equals. */
export function suspectsIn(facts: Facts, front: string): string[] {
  const trail = [...trailFrom(facts, front).keys()];
  return trail
    .map((name, depth) => ({ name, depth, points: suspicionOf(facts, name, front) }))
    .filter(({ points }) => points >= 1.5)
    .toSorted((a, b) => b.points - a.points || b.depth - a.depth)
    .map(({ name }) => name);
}
