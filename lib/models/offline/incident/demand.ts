import { type Facts, latestStatus, namesIn, serviceOf } from './facts.ts';
import type { LogLine } from './parse-logs.ts';

/** How long a service really takes to answer, with where that was seen. */
export interface Demand {
  ms: number;
  /** The stated tail percentile alone; null when only logs speak. */
  tailMs: number | null;
  evidence: string;
}

/** Lines about requests or queries, not about jobs that may take long by nature. */
const ABOUT_ANSWERS = /request|respon|query|quer|call|upstream|GET|POST|PUT|provider|answer|took|slow/i;
/** Logs may show outliers, but a time many times the tail is about something else. */
const FARTHEST_OUTLIER = 3;

const linesNaming = (facts: Facts, from: string, to: string): LogLine[] =>
  (serviceOf(facts, from)?.log ?? []).filter((line) => namesIn(facts, line, from).includes(to));

const took = (lines: readonly LogLine[]): number[] =>
  lines
    .filter(({ failed, level, text }) => !failed && level !== 'INFO' && ABOUT_ANSWERS.test(text))
    .flatMap(({ times }) => times);

/** What `caller` waits for when it calls `dependency`. */
export function demandOf(facts: Facts, caller: string, dependency: string): Demand | null {
  const status = latestStatus(facts, dependency);
  const tailMs = status?.tailLatencyMs ?? null;
  const logged = [
    ...took(linesNaming(facts, caller, dependency)),
    ...took(serviceOf(facts, dependency)?.log ?? []),
  ];
  const credible = logged.filter((ms) => tailMs === null || ms <= tailMs * FARTHEST_OUTLIER);
  const slowest = Math.max(0, ...credible);
  if (tailMs === null && slowest === 0) return null;
  const parts = [
    ...(tailMs === null ? [] : [`${status?.tailName ?? 'p99'} ${tailMs} ms`]),
    ...(slowest > 0 ? [`up to ${slowest} ms in the log`] : []),
  ];
  return { ms: Math.max(tailMs ?? 0, slowest), tailMs, evidence: parts.join(', ') };
}

/** How long requests had lasted when they failed, as the caller's log states it for this dependency or for none. */
export function failedAfter(facts: Facts, caller: string, dependency: string): number[] {
  return (serviceOf(facts, caller)?.log ?? [])
    .filter(({ failed }) => failed)
    .filter((line) => {
      const names = namesIn(facts, line, caller);
      return (names.length === 0 && /\b5\d\d\b/.test(line.text)) || names.includes(dependency);
    })
    .flatMap(({ times }) => times.slice(-1));
}

export const median = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : (values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null);
