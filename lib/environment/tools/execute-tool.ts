import type { ToolExecution } from '#lib/protocol/ports.ts';
import { writeValue } from '../config-value.ts';
import { RESTART_TICKS, TICK_SECONDS, restartService, storeValue } from '../model/step-world.ts';
import type { WorldPlan } from '../model/world-plan.ts';
import { need } from '../model/world-plan.ts';
import type { Session } from '../session.ts';
import { advance } from '../session.ts';
import { planChange } from './plan-change.ts';
import type { ToolArguments } from './read-arguments.ts';
import { readArguments } from './read-arguments.ts';
import { readGauge, readOut } from './read-out.ts';
import { TOOL_NAMES, isToolName } from './tool-definitions.ts';
import type { ToolName } from './tool-definitions.ts';
import { writeLogs } from './write-logs.ts';

/** A session after a call, and what the caller reads. */
export interface Executed {
  session: Session;
  execution: ToolExecution;
}

type Run = (plan: WorldPlan, session: Session, args: ToolArguments) => Executed;

/**
 * Executes one call. Whatever comes in, a text comes back; time passes for every call of a tool that exists, and a
 * result shows the world at the end of the call.
 */
export function executeTool(plan: WorldPlan, session: Session, toolName: string, raw: string): Executed {
  if (!isToolName(toolName)) {
    return reject(session, `Unknown tool: ${toolName}. Tools: ${TOOL_NAMES.join(', ')}.`);
  }
  const read = readArguments(toolName, raw);
  if (!read.ok) return reject(advance(plan, session, 1), `Invalid arguments: ${read.problem}.`);
  if (!plan.services.has(read.args.service)) {
    const services = [...plan.services.keys()].join(', ');
    return reject(
      advance(plan, session, 1),
      `Unknown service '${read.args.service}'. Services: ${services}.`,
    );
  }
  return RUN[toolName](plan, session, read.args);
}

const accept = (session: Session, result: string): Executed => ({
  session,
  execution: { result, outcome: 'ok' },
});
const reject = (session: Session, result: string): Executed => ({
  session,
  execution: { result, outcome: 'rejected' },
});

const RUN: Readonly<Record<ToolName, Run>> = {
  check_service_status: (plan, before, { service }) => {
    const session = advance(plan, before, 1);
    return accept(session, describeStatus(plan, session, service));
  },
  check_logs: (plan, before, { service, lines }) => {
    const session = advance(plan, before, 1);
    return accept(session, describeLogs(plan, session, service, lines));
  },
  read_config: (plan, before, { service }) => {
    const session = advance(plan, before, 1);
    const { stored } = need(session.world.services, service);
    const empty = Object.keys(stored).length === 0;
    return accept(session, empty ? `No config for '${service}'.` : JSON.stringify(stored, null, 2));
  },
  update_config: (plan, before, { service, key, value }) => {
    const { stored } = need(before.world.services, service);
    const planned = planChange(need(plan.services, service), stored, key, value);
    if (!planned.ok) return reject(advance(plan, before, 1), planned.refusal);
    const { setting, shown, value: stores } = planned.change;
    if (writeValue(shown.now) === writeValue(shown.was)) {
      return accept(
        advance(plan, before, 1),
        `Unchanged: ${service} config already has ${key} = ${writeValue(shown.was)}.`,
      );
    }
    const world = storeValue(before.world, service, setting, stores);
    const { storedVersion } = need(world.services, service);
    const effect = setting.applies === 'hot' ? 'it is in effect now' : 'it takes effect after a restart';
    return accept(
      advance(plan, { ...before, world }, 1),
      `Updated ${service} config: ${key} = ${writeValue(shown.now)} (was ${writeValue(shown.was)}). Stored as version ${storedVersion}; ${effect}.`,
    );
  },
  restart_service: (plan, before, { service }) => {
    const world = restartService(before.world, service);
    const { loadedVersion } = need(world.services, service);
    return accept(
      advance(plan, { ...before, world }, RESTART_TICKS),
      `Restarted ${service}: it loaded config version ${loadedVersion}. The restart took ${RESTART_TICKS * TICK_SECONDS} s.`,
    );
  },
};

function describeStatus(plan: WorldPlan, { world }: Session, name: string): string {
  const service = need(plan.services, name);
  const facts = need(world.facts.services, name);
  const state = need(world.services, name);
  const shown = readOut(plan, world, name);
  const dependencies = need(plan.outgoing, name).map(({ to }) => to);
  const fields: readonly (readonly [string, string | null])[] = [
    ['status', facts.health],
    ['type', service.type],
    ['error_rate', `${(shown.errorRate * 100).toFixed(1)} %`],
    ['latency_p50', shown.p50Ms === null ? null : `${shown.p50Ms} ms`],
    ['latency_p99', shown.p99Ms === null ? null : `${shown.p99Ms} ms`],
    ['requests_per_second', String(shown.requestsPerSecond)],
    ['config', `version ${state.storedVersion} stored, version ${state.loadedVersion} loaded`],
    ['depends_on', dependencies.length > 0 ? dependencies.join(', ') : null],
    ...service.gauges.map((gauge) => [gauge.label, readGauge(plan, world, name, gauge)] as const),
  ];
  const lines = fields.filter(([, value]) => value !== null).map(([key, value]) => `  ${key}: ${value}`);
  return [name, ...lines].join('\n');
}

function describeLogs(plan: WorldPlan, session: Session, service: string, count: number): string {
  const all = writeLogs(plan, service, session.history);
  if (all.length === 0) return `No logs for '${service}'.`;
  const shown = all.slice(0, count);
  const start = Date.parse(plan.scenario.startsAt);
  const lines = shown.map(({ second, level, text }) => {
    const at = new Date(start + second * 1000).toISOString().replace('.000Z', 'Z');
    return `${at} ${level} ${text}`;
  });
  return [`${service}: last ${shown.length} of ${all.length} lines, newest first`, ...lines].join('\n');
}
