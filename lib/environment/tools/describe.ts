import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import type { Session } from '../session.ts';
import { readGauge } from './read-gauge.ts';
import { readOut } from './read-out.ts';
import { writeLogs } from './write-logs.ts';

/** The text of `check_service_status`. */
export function describeStatus(plan: WorldPlan, { world }: Session, on: PlannedService): string {
  const { service, index } = on;
  const facts = at(world.facts.services, index);
  const { storedVersion, loadedVersion } = at(world.services, index).config;
  const shown = readOut(plan, world.facts, on);
  const dependencies = on.outgoing.map(({ to }) => to);
  const fields: readonly (readonly [string, string | null])[] = [
    ['status', facts.health],
    ['type', service.type],
    ['error_rate', `${(shown.errorRate * 100).toFixed(1)} %`],
    ['latency_p50', shown.p50Ms === null ? null : `${shown.p50Ms} ms`],
    ['latency_p99', shown.p99Ms === null ? null : `${shown.p99Ms} ms`],
    ['requests_per_second', String(shown.requestsPerSecond)],
    ['config', `version ${storedVersion} stored, version ${loadedVersion} loaded`],
    ['depends_on', dependencies.length > 0 ? dependencies.join(', ') : null],
    ...service.gauges.map((gauge) => [gauge.label, readGauge(plan, world, on, gauge)] as const),
  ];
  const lines = fields.filter(([, value]) => value !== null).map(([key, value]) => `  ${key}: ${value}`);
  return [service.name, ...lines].join('\n');
}

/** The text of `check_logs`. */
export function describeLogs(plan: WorldPlan, session: Session, on: PlannedService, count: number): string {
  const { name } = on.service;
  const all = writeLogs(plan, on, session.history);
  if (all.length === 0) return `No logs for '${name}'.`;
  const shown = all.slice(0, count);
  const lines = shown.map(({ second, level, text }) => {
    const time = new Date(plan.startMs + second * 1000).toISOString().replace('.000Z', 'Z');
    return `${time} ${level} ${text}`;
  });
  return [`${name}: last ${shown.length} of ${all.length} lines, newest first`, ...lines].join('\n');
}
