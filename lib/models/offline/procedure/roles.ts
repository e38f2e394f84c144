import { type Facts, latestStatus, namesIn, serviceOf } from '../incident/facts.ts';
import type { LogLine } from '../incident/parse-logs.ts';
import { readingOf } from '../incident/parse-status.ts';
import type { Signal } from '../incident/signals.ts';
import { blamedBy, trailFrom } from '../incident/trail.ts';

const lineWeight = ({ level, signals }: LogLine, wanted: readonly Signal[]): number => {
  const fits = signals.some((signal) => wanted.includes(signal)) ? 4 : 1;
  return level === 'INFO' ? 0 : fits * (level === 'ERROR' ? 2 : 1);
};

/** The service that another one's log points at, given the kinds of trouble in question; null when it names none. */
export function upstreamOf(facts: Facts, service: string, wanted: readonly Signal[]): string | null {
  const weights = new Map<string, number>();
  for (const line of serviceOf(facts, service)?.log ?? []) {
    for (const name of namesIn(facts, line, service)) {
      weights.set(name, (weights.get(name) ?? 0) + lineWeight(line, wanted));
    }
  }
  const [best] = [...weights].toSorted((a, b) => b[1] - a[1]);
  return best && best[1] > 0 ? best[0] : null;
}

/** Kinds of trouble that show in a status or a config rather than in a log. */
const UNLOGGED: ReadonlySet<Signal> = new Set<Signal>(['cold', 'amplified', 'switched', 'stale']);

/** Where following the errors has led: to their origin, to a log that has to be read first, or nowhere. */
export type Traced = { origin: string } | { read: string } | null;

/**
 * Follows the errors that a service only passes on, along the names in the logs, to one whose log shows the wanted kinds
 * of trouble (or, when none is wanted, a failure of its own).
 */
export function traceErrors(facts: Facts, front: string, signs: readonly Signal[]): Traced {
  const wanted = signs.filter((signal) => !UNLOGGED.has(signal));
  const isSign = ({ level, passedOn, failed, signals }: LogLine): boolean =>
    !passedOn &&
    level !== 'INFO' &&
    (wanted.length > 0 ? signals.some((signal) => wanted.includes(signal)) : failed && level === 'ERROR');
  const way = [front];
  for (const service of way) {
    const log = serviceOf(facts, service)?.log ?? null;
    if (log === null) return { read: service };
    if (log.some(isSign)) return { origin: service };
    // Blamed for errors first, then the others; nobody twice.
    for (const { service: next, lines } of blamedBy(facts, service)) {
      if (lines.some(({ failed }) => failed) && !way.includes(next)) way.push(next);
    }
  }
  return null;
}

/** Who holds the largest part of something that a service shares. */
export function largestPart(facts: Facts, service: string, of: RegExp): string | null {
  const shares = latestStatus(facts, service)?.shares.find(({ label }) => of.test(label));
  const [first] = (shares?.parts ?? [])
    .filter(({ name }) => facts.known.includes(name))
    .toSorted((a, b) => b.percent - a.percent);
  return first?.name ?? null;
}

/** The cache that stands before a service: by its reading, or by its name. */
export function cacheOf(facts: Facts, front: string): string | null {
  const seen = [...facts.services.keys()].find((name) => {
    const report = latestStatus(facts, name);
    return report !== undefined && readingOf(report, /hit.?(?:ratio|rate)/i) !== null;
  });
  return seen ?? facts.known.find((name) => /cache/i.test(name) && name !== front) ?? null;
}

/** A service on the way of the errors whose status would tell what it depends on. */
export const unseenOnTrail = (facts: Facts, front: string): string | null =>
  [...trailFrom(facts, front).keys()].find((name) => latestStatus(facts, name) === undefined) ?? null;
