import { oncePer } from '#lib/utils/once-per.ts';
import { dependenciesOf, type Facts, latestStatus, namesIn, serviceOf } from './facts.ts';
import type { LogLine } from './parse-logs.ts';
import { fallsBehind, isWell, readingOf, type StatusReport, wasKilled } from './parse-status.ts';
import type { Signal } from './signals.ts';

/** A service that another one gives reason to look at. */
export interface Blame {
  service: string;
  lines: LogLine[];
  weight: number;
}

const WEIGHT = { ERROR: 3, WARN: 1.5, INFO: 0 } as const;
/** Whoever has this part of a thing that several share is worth a look. */
const DOMINANT = 60;
/** Shares this high mean that a thing is used up. */
const FULL = 0.95;

const knownBlames = oncePer((_facts: Facts) => new Map<string, readonly Blame[]>());
const knownTrails = oncePer((_facts: Facts) => new Map<string, ReadonlyMap<string, string | null>>());

/** Who is named in the troubled lines of a service's log, most troubled first. */
export function blamedBy(facts: Facts, service: string): readonly Blame[] {
  const known = knownBlames(facts);
  const found = known.get(service) ?? findBlamed(facts, service);
  known.set(service, found);
  return found;
}

function findBlamed(facts: Facts, service: string): Blame[] {
  const blames = new Map<string, Blame>();
  for (const line of serviceOf(facts, service)?.log ?? []) {
    if (line.level === 'INFO') continue;
    for (const name of namesIn(facts, line, service)) {
      const blame = blames.get(name) ?? { service: name, lines: [], weight: 0 };
      blame.lines.push(line);
      blame.weight += WEIGHT[line.level];
      blames.set(name, blame);
    }
  }
  return [...blames.values()].toSorted((a, b) => b.weight - a.weight);
}

/** Whoever holds most of something that a service shares, as its status shows: the client, the owner of the bytes. */
export function dominantIn(report: StatusReport): { name: string; percent: number; label: string }[] {
  return report.shares.flatMap(({ label, parts }) => {
    const [first] = parts.toSorted((a, b) => b.percent - a.percent);
    return first && first.percent >= DOMINANT ? [{ ...first, label }] : [];
  });
}

const dominantAt = (facts: Facts, service: string): string[] => {
  const report = latestStatus(facts, service);
  return report
    ? dominantIn(report)
        .map(({ name }) => name)
        .filter((name) => name !== service && facts.known.includes(name))
    : [];
};

/** A thing with a limit of which all is in use. */
export const isFull = ({ used, limit }: { used: number; limit: number }): boolean =>
  limit > 0 && used >= limit * FULL;

/** Readings that are a trouble although a service may call itself healthy. */
const BUSY = 90;
const COLD = 75;

const hasAlarmingReading = (report: StatusReport): boolean =>
  report.gauges.some(isFull) ||
  report.stale.length > 0 ||
  wasKilled(report) ||
  fallsBehind(report) ||
  (readingOf(report, /\bcpu\b/i) ?? 0) >= BUSY ||
  (readingOf(report, /hit.?(?:ratio|rate)/i) ?? 100) < COLD;

/** Whether a status alone gives reason to look closer. */
export function looksTroubled(facts: Facts, name: string): boolean {
  const report = latestStatus(facts, name);
  return report !== undefined && (!isWell(report) || hasAlarmingReading(report));
}

/** Those whose status shows a trouble and that this one calls, or that call this one. */
function troubledNeighbours(facts: Facts, service: string): string[] {
  const callers = [...facts.services.keys()].filter((name) => dependenciesOf(facts, name).includes(service));
  return [...dependenciesOf(facts, service), ...callers].filter((name) => looksTroubled(facts, name));
}

/**
 * The services that the failing requests lead to, nearest first, each with who pointed at it: from the front along
 * the names in the logs of those that are in trouble themselves, or that a log calls slow or unreachable.
 */
export function trailFrom(facts: Facts, front: string): ReadonlyMap<string, string | null> {
  const known = knownTrails(facts);
  const found = known.get(front) ?? followFrom(facts, front);
  known.set(front, found);
  return found;
}

function followFrom(facts: Facts, front: string): Map<string, string | null> {
  const trail = new Map<string, string | null>([[front, null]]);
  for (const [service] of trail) {
    if (trail.size > 30) break;
    const follows =
      service === front ||
      looksTroubled(facts, service) ||
      blamesReason(facts, trail.get(service) ?? front, service);
    if (!follows) continue;
    const named = blamedBy(facts, service).map((blame) => blame.service);
    for (const name of [...named, ...dominantAt(facts, service), ...troubledNeighbours(facts, service)]) {
      if (!trail.has(name)) trail.set(name, service);
    }
  }
  return trail;
}

/** Ways to fail a caller that say more than that an error came back. */
const REASONS: ReadonlySet<Signal> = new Set<Signal>([
  'slow',
  'timeout',
  'refused',
  'unknownHost',
  'exhausted',
  'auth',
  'throttled',
]);

/** Whether a log gives a reason of its own for blaming this service, and not only that it answered with an error. */
function blamesReason(facts: Facts, from: string, service: string): boolean {
  const blame = blamedBy(facts, from).find((one) => one.service === service);
  return (blame?.lines ?? []).some(statesReason);
}

/** A troubled line that says more than that an error came back. */
export const statesReason = ({ signals, failed, level, passedOn }: LogLine): boolean =>
  signals.some((signal) => REASONS.has(signal)) || (failed && level === 'ERROR' && !passedOn);
