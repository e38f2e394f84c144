import { runAgent } from '#lib/agent/index.ts';
import type { AgentOutcome, AgentRun } from '#lib/agent/index.ts';
import type { ChatMessage } from '#lib/protocol/chat.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Environment, SessionRecorder, SkillAccess, Step } from '#lib/protocol/ports.ts';
import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import type { WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import type { ScriptedModel, ScriptedStep } from './scripted-model.ts';
import { createScriptedModel } from './scripted-model.ts';

/** A world with one number: `read` tells it, `add` adds to it, and each call takes one tick. */
export function createCounterEnvironment(
  start = 0,
  onExecute: () => void = () => {},
): Environment & { executed: string[] } {
  let value = start;
  let tick = 0;
  const executed: string[] = [];
  const parameters = { type: 'object', properties: { by: { type: 'integer' } }, required: ['by'] };
  return {
    executed,
    request: 'The counter is too low.',
    tools: [
      { name: 'read', description: 'Reads.', parameters: { type: 'object', properties: {} } },
      { name: 'add', description: 'Adds.', parameters },
    ],
    kindOf: (name) => (name === 'read' ? 'read' : name === 'add' ? 'write' : 'unknown'),
    execute(name, raw) {
      onExecute();
      executed.push(`${name} ${raw}`);
      tick += 1;
      const by = Number(/"by":\s*(\d+)/.exec(raw)?.[1]);
      if (name === 'add' && Number.isNaN(by)) return { result: 'by must be a number', outcome: 'rejected' };
      if (name === 'add') value += by;
      return { result: `The counter is ${value}.`, outcome: 'ok' };
    },
    snapshot: () => worldOf(tick, value),
    aftermath: () => ({ fromTick: tick + 1, services: [] }),
    evaluate: () => {
      throw new Error('The agent never judges itself');
    },
  };
}

function worldOf(tick: number, value: number): WorldSnapshot {
  const service = {
    name: 'counter',
    type: 'counter',
    health: 'healthy' as const,
    errorRate: 0,
    p50Ms: value,
    p99Ms: null,
    requestsPerSecond: 1,
    changedKeys: [],
    restartPending: false,
  };
  return { tick, services: [service], links: [] };
}

const NO_SKILLS: SkillAccess = {
  offered: [],
  contextPrompt: '',
  tools: [],
  execute: () => Promise.reject(new Error('There are no skills')),
};

const PLAN: RunPlan = {
  scenarioId: 'counter',
  scenarioTitle: 'Counter',
  seed: 1,
  act: null,
  arm: 'none',
  skillSource: { kind: 'none' },
  learnsInto: null,
  storyId: null,
  pace: 'instant',
  limits: DEFAULT_LIMITS,
  model: { kind: 'openai', name: 'scripted', simulated: false, host: null },
  acontext: { kind: 'embedded', host: null },
};

/** What survives a crash: the log, the results of steps, and the remote session. */
export interface Disk {
  events: RunEvent[];
  steps: Map<string, string>;
  session: { key: string; message: Exclude<ChatMessage, { role: 'system' }> }[];
  /** Every question whether a message is there already, by its key. */
  checks: string[];
}

export function createDisk(): Disk {
  const disk: Disk = { events: [], steps: new Map(), session: [], checks: [] };
  const append = appenderOf(disk);
  append('queued', { type: 'run.queued', data: { plan: PLAN } });
  const world = worldOf(0, 0);
  append('started', {
    type: 'run.started',
    data: { systemPrompt: '', request: '', tools: [], skills: [], world },
  });
  return disk;
}

function appenderOf(disk: Disk) {
  return (key: string, body: RunEventBody): void => {
    if (disk.events.some((event) => event.key === key)) return;
    disk.events.push({
      runId: 'run_1',
      seq: disk.events.length + 1,
      key,
      at: '2026-01-01T00:00:00Z',
      ...body,
    });
  };
}

/** Stands for a process that is killed. */
export class Crash extends Error {
  override name = 'Crash';
}

export interface AgentHarness {
  outcome: AgentOutcome;
  model: ScriptedModel;
  environment: ReturnType<typeof createCounterEnvironment>;
  disk: Disk;
}

export interface HarnessOptions {
  disk?: Disk;
  environment?: ReturnType<typeof createCounterEnvironment>;
  /** Dies right before (or right after the work of, but before remembering) the step of this name. */
  crash?: { when: 'before' | 'unsaved'; step: string };
  run?: Partial<AgentRun>;
  /** Throws from the session's store. */
  storeFault?: (index: number) => Error | null;
}

/** Runs the agent with a scripted model on the counter. Throws what the agent throws. */
export async function runScripted(
  script: ScriptedStep[],
  options: HarnessOptions = {},
): Promise<AgentHarness> {
  const disk = options.disk ?? createDisk();
  const environment = options.environment ?? createCounterEnvironment();
  const model = createScriptedModel(script);
  const append = appenderOf(disk);

  const step: Step = async (name, execute) => {
    const dies = (when: 'before' | 'unsaved') => options.crash?.step === name && options.crash.when === when;
    const saved = disk.steps.get(name);
    if (saved !== undefined) return JSON.parse(saved);
    if (dies('before')) throw new Crash(name);
    const value = await execute();
    if (dies('unsaved')) throw new Crash(name);
    disk.steps.set(name, JSON.stringify(value));
    return value;
  };

  const recorder: SessionRecorder = {
    sessionId: 'session_1',
    async store(message, { key, checkFirst }) {
      const fault = options.storeFault?.(disk.session.length);
      if (fault) throw fault;
      if (checkFirst) disk.checks.push(key);
      const known = checkFirst ? disk.session.findIndex((stored) => stored.key === key) : -1;
      if (known >= 0) return `message_${known + 1}`;
      return `message_${disk.session.push({ key, message })}`;
    },
  };

  const outcome = await runAgent({
    runId: 'run_1',
    model,
    environment,
    skills: NO_SKILLS,
    recorder,
    append: async (key, body) => append(key, body),
    step,
    signal: new AbortController().signal,
    limits: DEFAULT_LIMITS,
    seed: 1,
    pace: 'instant',
    systemPrompt: 'Count.',
    clock: { now: () => 0 },
    resumed: options.disk !== undefined,
    ...options.run,
  });
  const faults = checkStream(disk.events);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { outcome, model, environment, disk };
}

/** Events of one type, in order. */
export function eventsOf<T extends RunEventBody['type']>(disk: Disk, type: T) {
  return disk.events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
}

export function labError(code: LabError['code']): LabError {
  return new LabError({ code, message: code });
}
