import type { ToolKind } from '#lib/protocol/chat.ts';
import type { OfferedSkill } from '#lib/protocol/event-run.ts';
import { outcomeOf, type Evaluation } from '#lib/protocol/evaluation.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunEventBody } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { buildLog } from './build-log.ts';
import { sampleEvaluation, samplePlan, sampleWorld } from './sample-run.ts';

/** `status front-proxy`, `update front-proxy key=value`, `skill incident-response SKILL.md`: one call per line. */
const VERBS: Record<string, { name: string; kind: ToolKind }> = {
  status: { name: 'check_service_status', kind: 'read' },
  logs: { name: 'check_logs', kind: 'read' },
  config: { name: 'read_config', kind: 'read' },
  update: { name: 'update_config', kind: 'write' },
  restart: { name: 'restart_service', kind: 'write' },
  skill: { name: 'get_skill', kind: 'skill' },
  file: { name: 'get_skill_file', kind: 'skill' },
};

export interface ScriptedRun {
  runId?: string;
  plan?: Partial<RunPlan>;
  skills?: OfferedSkill[];
  /** How the run ended; left out, it is still running. */
  end?: { evaluation: Evaluation } | { failed: string } | 'cancelled';
  /** Service → its type; "application/degraded" also says how it stands at the start. */
  types?: Record<string, string>;
}

/** The view of a run that made these calls, one per turn. For tests; no agent ran. */
export function runWithCalls(script: readonly string[], options: ScriptedRun = {}): RunView {
  const runId = options.runId ?? 'run_scripted';
  const world = sampleWorld(0);
  const bodies: RunEventBody[] = [
    { type: 'run.queued', data: { plan: samplePlan(options.plan) } },
    {
      type: 'run.started',
      data: {
        systemPrompt: '',
        request: 'It is broken.',
        tools: [],
        skills: options.skills ?? [],
        world: {
          ...world,
          services: Object.entries(options.types ?? {}).map(([name, look]) => ({
            name,
            type: look.split('/')[0] ?? look,
            health: look.endsWith('/degraded') ? 'degraded' : 'healthy',
            errorRate: 0,
            p50Ms: null,
            p99Ms: null,
            requestsPerSecond: 1,
            changedKeys: [],
            restartPending: false,
          })),
        },
      },
    },
    ...script.flatMap((line, index) => turn(line, index + 1)),
    ...ending(options.end),
  ];
  return foldRunEvents(runId, buildLog(runId, bodies));
}

export const verifiedEnd = { evaluation: sampleEvaluation };

function turn(line: string, number: number): RunEventBody[] {
  const [verb = '', target = '', rest] = line.split(' ');
  const { name, kind } = VERBS[verb] ?? { name: verb, kind: 'unknown' };
  const [key, value] = rest?.split('=') ?? [];
  const args = JSON.stringify(
    kind === 'skill' ? { skill_name: target, file_path: key } : { service_name: target, key, value },
  );
  const callId = `call_${number}`;
  return [
    {
      type: 'inference.completed',
      data: {
        turn: number,
        content: '',
        toolCalls: [{ id: callId, name, arguments: args }],
        finishReason: 'tool_calls',
        usage: { inputTokens: 100, outputTokens: 10, cachedInputTokens: 0 },
        cost: null,
        durationMs: 5,
        paceMs: 0,
        retries: 0,
      },
    },
    {
      type: 'tool_call.completed',
      data: {
        turn: number,
        call: number,
        callId,
        name,
        kind,
        arguments: args,
        result: 'ok',
        outcome: 'ok',
        durationMs: 1,
        world: null,
      },
    },
  ];
}

function ending(end: ScriptedRun['end']): RunEventBody[] {
  if (end === undefined) return [];
  if (end === 'cancelled') return [{ type: 'run.cancelled', data: {} }];
  if ('failed' in end)
    return [{ type: 'run.failed', data: { error: { code: 'model_failed', message: end.failed } } }];
  return [
    { type: 'agent.stopped', data: { reason: 'final_message', finalMessage: 'Done.' } },
    { type: 'evaluation.completed', data: end },
    { type: 'run.completed', data: { outcome: outcomeOf(end.evaluation) } },
  ];
}
