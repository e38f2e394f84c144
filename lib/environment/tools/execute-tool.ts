import type { ToolExecution } from '#lib/protocol/ports.ts';
import { writeValue } from '../config-value.ts';
import { RESTART_TICKS, restartService, storeValue } from '../model/step-world.ts';
import { TICK_SECONDS } from '../model/tick.ts';
import type { PlannedService, WorldPlan } from '../model/world-plan.ts';
import { at } from '../model/world-plan.ts';
import type { Session } from '../session.ts';
import { advance } from '../session.ts';
import { describeLogs, describeStatus } from './describe.ts';
import { planChange } from './plan-change.ts';
import type { ToolArguments } from './read-arguments.ts';
import { readArguments } from './read-arguments.ts';
import { TOOL_NAMES, isToolName } from './tool-definitions.ts';
import type { ToolName } from './tool-definitions.ts';

/** A session after a call, and what the caller reads. */
export interface Executed {
  session: Session;
  execution: ToolExecution;
}

type Run = (plan: WorldPlan, session: Session, on: PlannedService, args: ToolArguments) => Executed;

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
  const place = plan.places.get(read.args.service);
  if (place === undefined) {
    const services = [...plan.places.keys()].join(', ');
    return reject(
      advance(plan, session, 1),
      `Unknown service '${read.args.service}'. Services: ${services}.`,
    );
  }
  return RUN[toolName](plan, session, at(plan.services, place), read.args);
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
  check_service_status: (plan, before, on) => {
    const session = advance(plan, before, 1);
    return accept(session, describeStatus(plan, session, on));
  },
  check_logs: (plan, before, on, { lines }) => {
    const session = advance(plan, before, 1);
    return accept(session, describeLogs(plan, session, on, lines));
  },
  read_config: (plan, before, { service, index }) => {
    const session = advance(plan, before, 1);
    const { stored } = at(session.world.services, index).config;
    const empty = Object.keys(stored).length === 0;
    return accept(session, empty ? `No config for '${service.name}'.` : JSON.stringify(stored, null, 2));
  },
  update_config: (plan, before, { service, index }, { key, value }) => {
    const { stored } = at(before.world.services, index).config;
    const planned = planChange(service, stored, key, value);
    if (!planned.ok) return reject(advance(plan, before, 1), planned.refusal);
    const { setting, shown, value: stores } = planned.change;
    if (writeValue(shown.now) === writeValue(shown.was)) {
      return accept(
        advance(plan, before, 1),
        `Unchanged: ${service.name} config already has ${key} = ${writeValue(shown.was)}.`,
      );
    }
    const world = storeValue(plan, before.world, index, setting, stores);
    const { storedVersion } = at(world.services, index).config;
    const effect = setting.applies === 'hot' ? 'it is in effect now' : 'it takes effect after a restart';
    return accept(
      advance(plan, { ...before, world }, 1),
      `Updated ${service.name} config: ${key} = ${writeValue(shown.now)} (was ${writeValue(shown.was)}). Stored as version ${storedVersion}; ${effect}.`,
    );
  },
  restart_service: (plan, before, { service, index }) => {
    const world = restartService(plan, before.world, index);
    const { loadedVersion } = at(world.services, index).config;
    return accept(
      advance(plan, { ...before, world }, RESTART_TICKS),
      `Restarted ${service.name}: it loaded config version ${loadedVersion}. The restart took ${RESTART_TICKS * TICK_SECONDS} s.`,
    );
  },
};
