import { type Facts, latestStatus, namesIn, serviceOf } from '../incident/facts.ts';
import type { LogLine } from '../incident/parse-logs.ts';
import { isWell } from '../incident/parse-status.ts';

/** A service that another one's log gives reason to look at. */
export interface Lead {
  service: string;
  lines: LogLine[];
  weight: number;
}

const WEIGHT = { ERROR: 3, WARN: 1.5, INFO: 0 } as const;

/** Who is named in the troubled lines of a service's log, most troubled first. */
export function leadsFrom(facts: Facts, service: string): Lead[] {
  const leads = new Map<string, Lead>();
  for (const line of serviceOf(facts, service)?.log ?? []) {
    if (line.level === 'INFO') continue;
    for (const name of namesIn(facts, line, service)) {
      const lead = leads.get(name) ?? { service: name, lines: [], weight: 0 };
      lead.lines.push(line);
      lead.weight += WEIGHT[line.level];
      leads.set(name, lead);
    }
  }
  return [...leads.values()].toSorted((a, b) => b.weight - a.weight);
}

/** Whether a status alone gives reason to read that service's log. */
export function looksTroubled(facts: Facts, name: string): boolean {
  const report = latestStatus(facts, name);
  if (!report) return false;
  const full = report.gauges.some(({ used, limit }) => limit > 0 && used >= limit * 0.95);
  return !isWell(report) || full || report.stale.length > 0;
}

export const namedAsSlow = ({ lines }: Lead): boolean =>
  lines.some(
    ({ signals }) => signals.includes('slow') || signals.includes('timeout') || signals.includes('refused'),
  );
