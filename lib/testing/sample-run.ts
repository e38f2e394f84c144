import type { ToolKind } from '#lib/protocol/chat.ts';
import type { Evaluation } from '#lib/protocol/evaluation.ts';
import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import type { ServiceSnapshot, WorldSnapshot } from '#lib/protocol/world-snapshot.ts';
import { buildLog } from './build-log.ts';

export function samplePlan(overrides: Partial<RunPlan> = {}): RunPlan {
  return {
    scenarioId: 'sample',
    scenarioTitle: 'Gateway times out on a slow upstream',
    seed: 1,
    act: 1,
    arm: 'none',
    skillSource: { kind: 'none' },
    learnsInto: '11111111-1111-4111-8111-111111111111',
    storyId: 'story_sample',
    pace: 'instant',
    limits: DEFAULT_LIMITS,
    model: { kind: 'offline', name: 'offline', simulated: true, host: null },
    acontext: { kind: 'embedded', host: null },
    ...overrides,
  };
}

function service(name: string, type: string, overrides: Partial<ServiceSnapshot> = {}): ServiceSnapshot {
  return {
    name,
    type,
    health: 'healthy',
    errorRate: 0,
    p50Ms: 20,
    p99Ms: 80,
    requestsPerSecond: 100,
    changedKeys: [],
    restartPending: false,
    ...overrides,
  };
}

export function sampleWorld(tick: number, state: 'broken' | 'stored' | 'fixed' = 'broken'): WorldSnapshot {
  const broken = state !== 'fixed';
  return {
    tick,
    services: [
      service('front-proxy', 'reverse-proxy', {
        health: broken ? 'unhealthy' : 'healthy',
        errorRate: broken ? 0.34 : 0,
        changedKeys: state === 'broken' ? [] : ['upstream_timeout_ms'],
        restartPending: state === 'stored',
      }),
      service('orders', 'application', { p99Ms: 4200 }),
      service('accounts', 'application'),
      service('mailer', 'application', { health: 'degraded', errorRate: 0.05 }),
      service('orders-store', 'database'),
    ],
    links: [
      { from: 'front-proxy', to: 'orders', errorRate: broken ? 0.6 : 0 },
      { from: 'front-proxy', to: 'accounts', errorRate: 0 },
      { from: 'front-proxy', to: 'mailer', errorRate: 0.05 },
      { from: 'orders', to: 'orders-store', errorRate: 0 },
    ],
  };
}

export const sampleEvaluation: Evaluation = {
  verified: true,
  parts: {
    slo: { applies: true, holds: true, detail: 'Errors 0.1 % and p99 210 ms over the last 10 ticks.' },
    cause: { applies: true, holds: true, detail: 'front-proxy waits 10000 ms; orders needs 4200 ms at p99.' },
    collateral: { applies: true, holds: true, detail: 'No other setting or service got worse.' },
    noop: { applies: false, holds: true, detail: 'This incident has a cause to fix.' },
  },
  diagnosis: { score: 100, detail: 'The final message names the service and the setting.' },
  metrics: {
    ticksToLocalise: 5,
    ticksToMitigate: 9,
    errorBudgetBurned: 0.12,
    wrongWrites: 0,
    needlessRestarts: 0,
    repeatedCalls: 0,
  },
};

const CALLS: [name: string, kind: ToolKind, args: Record<string, string>, result: string, says: string][] = [
  [
    'check_service_status',
    'read',
    { service_name: 'front-proxy' },
    'front-proxy\n  status: unhealthy\n  error_rate: 34.0 %',
    'The report names the proxy, so I look at it first.',
  ],
  [
    'check_logs',
    'read',
    { service_name: 'front-proxy' },
    'front-proxy: last 2 of 9 lines, newest first\n2026-11-22T10:00:00Z ERROR 502 GET /api/orders upstream timed out',
    'It is unhealthy. Its log should say which requests fail.',
  ],
  [
    'check_service_status',
    'read',
    { service_name: 'mailer' },
    'mailer\n  status: degraded\n  error_rate: 5.0 %',
    'The log also shows the mailer failing its health check.',
  ],
  [
    'check_service_status',
    'read',
    { service_name: 'orders' },
    'orders\n  status: healthy\n  latency_p99: 4200 ms',
    'The mailer is not on the failing route. The orders upstream is slow.',
  ],
  [
    'read_config',
    'read',
    { service_name: 'front-proxy' },
    '{\n  "upstream_timeout_ms": 5000\n}',
    'How long does the proxy wait?',
  ],
  [
    'update_config',
    'write',
    { service_name: 'front-proxy', key: 'upstream_timeout_ms', value: '10000' },
    'Updated front-proxy config: upstream_timeout_ms = 10000 (was 5000).',
    'The limit sits too close to what orders needs.',
  ],
  [
    'restart_service',
    'write',
    { service_name: 'front-proxy' },
    'Restarted front-proxy: it loaded config version 13.',
    'The change takes effect after a restart.',
  ],
  [
    'check_service_status',
    'read',
    { service_name: 'front-proxy' },
    'front-proxy\n  status: healthy\n  error_rate: 0.1 %',
    'Did it help?',
  ],
];

/** A whole log of a small learning run, for components and pure code; no real run produced it. */
export function sampleRunEvents(runId = 'run_sample', plan: Partial<RunPlan> = {}): RunEvent[] {
  const bodies: RunEventBody[] = [
    { type: 'run.queued', data: { plan: samplePlan(plan) } },
    {
      type: 'run.started',
      data: {
        systemPrompt: 'You resolve incidents.',
        request: 'The proxy returns 502 on /api/*; about 34 % of requests fail. Diagnose and fix it.',
        tools: ['check_service_status', 'check_logs', 'read_config', 'update_config', 'restart_service'],
        skills: [],
        world: sampleWorld(0),
      },
    },
    {
      type: 'session.created',
      data: { sessionId: '22222222-2222-4222-8222-222222222222', spaceId: samplePlan(plan).learnsInto },
    },
    { type: 'session.message_stored', data: { index: 0, role: 'user', messageId: 'message-0' } },
  ];
  CALLS.forEach(([name, kind, args, result, says], index) =>
    bodies.push(...turn(index + 1, name, kind, args, result, says)),
  );
  bodies.push(...ending(CALLS.length + 1));
  return buildLog(runId, bodies);
}

function turn(
  number: number,
  name: string,
  kind: ToolKind,
  args: Record<string, string>,
  result: string,
  says: string,
): RunEventBody[] {
  const callId = `call_${number}`;
  const text = JSON.stringify(args);
  const state = number < 6 ? 'broken' : number === 6 ? 'stored' : 'fixed';
  return [
    inference(number, says, [{ id: callId, name, arguments: text }]),
    {
      type: 'tool_call.completed',
      data: {
        turn: number,
        call: number,
        callId,
        name,
        kind,
        arguments: text,
        result,
        outcome: 'ok',
        durationMs: 3,
        world: sampleWorld(number, state),
      },
    },
  ];
}

function inference(
  turnNumber: number,
  content: string,
  toolCalls: { id: string; name: string; arguments: string }[],
): RunEventBody {
  return {
    type: 'inference.completed',
    data: {
      turn: turnNumber,
      content,
      toolCalls,
      finishReason: toolCalls.length > 0 ? 'tool_calls' : 'stop',
      usage: { inputTokens: 300 + turnNumber * 60, outputTokens: 40, cachedInputTokens: 0 },
      cost: null,
      durationMs: 12,
      paceMs: 0,
      retries: 0,
    },
  };
}

function ending(turnNumber: number): RunEventBody[] {
  const finalMessage =
    'front-proxy gave up after 5000 ms while orders needs up to 4200 ms and more under load. It now waits 10000 ms.';
  return [
    inference(turnNumber, finalMessage, []),
    { type: 'agent.stopped', data: { reason: 'final_message', finalMessage } },
    { type: 'evaluation.completed', data: { evaluation: sampleEvaluation } },
    { type: 'run.completed', data: { outcome: 'verified' } },
    {
      type: 'learning.requested',
      data: {
        attempt: 1,
        sessionId: '22222222-2222-4222-8222-222222222222',
        spaceId: '11111111-1111-4111-8111-111111111111',
      },
    },
    {
      type: 'learning.progressed',
      data: { attempt: 1, observed: 18, inProcess: 0, pending: 0, status: 'skill_writing' },
    },
    {
      type: 'task.extracted',
      data: {
        attempt: 1,
        task: {
          taskId: 'task-1',
          order: 1,
          description: 'Diagnose and fix the 502 errors on /api/*',
          status: 'success',
          progress: [
            'front-proxy fails 34 % of requests',
            'Raised upstream_timeout_ms from 5000 to 10000',
            'Errors back to 0.1 %',
          ],
          preferences: [],
        },
      },
    },
    {
      type: 'distillation.completed',
      data: {
        attempt: 1,
        taskId: 'task-1',
        kind: 'success',
        text: '## Task Analysis (Success)\n**Goal:** Fix 502 errors',
      },
    },
    {
      type: 'skill.updated',
      data: {
        attempt: 1,
        skillId: '33333333-3333-4333-8333-333333333333',
        name: 'incident-response',
        change: 'created',
        versionId: 'skv_0123456789abcdef',
        parentVersionId: null,
        paths: ['SKILL.md', 'timeouts.md'],
        isDefault: false,
      },
    },
    { type: 'learning.completed', data: { attempt: 1, skillsChanged: 1 } },
  ];
}
