import { diagnose } from '../incident/diagnose.ts';
import { type Facts, serviceOf, TOOL } from '../incident/facts.ts';
import type { LogLine } from '../incident/parse-logs.ts';
import { parseStatus, type StatusReport } from '../incident/parse-status.ts';
import { argText, type ToolUse } from '../transcript/tool-uses.ts';
import { list } from '../transcript/wording.ts';
import { parseEntries } from '../procedure/parse-entries.ts';
import { leadsFrom } from './leads.ts';
import type { Mission } from './mission.ts';

const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 87).trimEnd()}…` : text);

/** One clause about a status. */
export function describeStatus({
  service,
  health,
  errorRate,
  tailLatencyMs,
  tailName,
  gauges,
  stale,
}: StatusReport): string {
  const errors = errorRate !== null ? `${errorRate} % errors` : null;
  const full = gauges.find(({ used, limit }) => limit > 0 && used >= limit * 0.95);
  const details = [
    errors,
    tailLatencyMs === null ? null : `${tailName ?? 'latency'} ${tailLatencyMs} ms`,
    full ? `${full.name} ${full.used} of ${full.limit}` : null,
    stale[0] ? `${stale[0].what} ${stale[0].loaded} loaded but ${stale[0].stored} stored` : null,
  ].filter((text) => text !== null);
  return `${service} is ${health}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

const worst = (lines: readonly LogLine[]): LogLine | undefined =>
  lines.find(({ level }) => level === 'ERROR') ?? lines.find(({ level }) => level === 'WARN');

function describeLog(facts: Facts, service: string, front: string): string {
  const leads = leadsFrom(facts, service).slice(0, 3);
  if (service === front && leads.length > 0)
    return `the log of ${service} names ${list(leads.map((lead) => lead.service))}`;
  const line = worst(serviceOf(facts, service)?.log ?? []);
  return line
    ? `the log of ${service} says "${short(line.text)}"`
    : `the log of ${service} shows nothing wrong`;
}

function describeConfig(facts: Facts, service: string): string {
  const suspect = diagnose(facts).find((one) => one.service === service && one.change && one.support > 0);
  if (suspect?.change) return `${service} has \`${suspect.change.key}\` = ${suspect.change.from}`;
  return serviceOf(facts, service)?.settings
    ? `the settings of ${service} show no obvious mistake`
    : `${service} has no settings`;
}

function describeUse({ name, args, result }: ToolUse, facts: Facts, front: string): string | null {
  const service = argText(args, 'service_name');
  if (result === null) return null;
  if (name === 'get_skill')
    return `the skill \`${argText(args, 'skill_name')}\` is about this kind of incident`;
  if (name === 'get_skill_file') {
    const steps = parseEntries(result)[0]?.steps.length ?? 0;
    return steps > 0 ? `the skill has a procedure of ${steps} steps` : 'the skill holds no procedure';
  }
  if (/^unknown service/i.test(result)) return `there is no service called ${service}`;
  if (name === TOOL.status) {
    const report = parseStatus(result);
    return report ? describeStatus(report) : null;
  }
  if (name === TOOL.logs) return describeLog(facts, service, front);
  if (name === TOOL.config) return describeConfig(facts, service);
  if (name === TOOL.restart) return `${service} has restarted`;
  return /^(?:refused|unknown|invalid)/i.test(result)
    ? `the change was refused: ${short(result)}`
    : 'the new value is stored';
}

/** What the calls of the last turn showed, as one sentence without its full stop; "" at the start. */
export function describeLastTurn({ uses, facts }: Mission, front: string): string {
  const turn = uses.at(-1)?.turn;
  const clauses = uses
    .filter((use) => use.turn === turn)
    .flatMap((use) => describeUse(use, facts, front) ?? []);
  return list(clauses);
}
