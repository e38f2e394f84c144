import type { FinishReason, ToolCallRequest } from '#lib/protocol/chat.ts';
import type { StopReason } from '#lib/protocol/event-run.ts';
import type {
  AppendEvent,
  ChatModel,
  Clock,
  Environment,
  Inference,
  SessionRecorder,
  SkillAccess,
  Step,
} from '#lib/protocol/ports.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import type { Pace, RunLimits } from '#lib/protocol/run-plan.ts';
import { orCancelled, throwIfCancelled } from './cancellation.ts';
import { createConversation } from './conversation.ts';
import { createDurableSteps } from './durable-steps.ts';
import type { CallRecord } from './rebuild-world.ts';
import { rebuildWorld } from './rebuild-world.ts';
import { createToolBox } from './tool-box.ts';
import { uniqueCallIds } from './unique-call-ids.ts';

export interface AgentRun {
  runId: string;
  model: ChatModel;
  /** Fresh: a resumed run rebuilds its world itself. */
  environment: Environment;
  skills: SkillAccess;
  /** Null when the conversation is kept nowhere but in the run's log. */
  recorder: SessionRecorder | null;
  append: AppendEvent;
  step: Step;
  signal: AbortSignal;
  limits: RunLimits;
  seed: number;
  pace: Pace;
  systemPrompt: string;
  onDelta?: (delta: RunDelta) => void;
  clock: Clock;
  /** An earlier process may have worked on this run. */
  resumed: boolean;
}

export interface AgentOutcome {
  reason: StopReason;
  /** The last thing it said; "" when it said nothing. */
  finalMessage: string;
}

const NUDGE =
  'Your last answer was empty. Call a tool, or end with a message that states the root cause and what you did.';

/** Why an answer without tool calls ends the run. */
const ENDINGS: Record<FinishReason, StopReason> = {
  stop: 'final_message',
  tool_calls: 'final_message',
  unknown: 'final_message',
  length: 'truncated',
  content_filter: 'refusal',
  refusal: 'refusal',
};

/**
 * Lets the model work on the environment until it stops or a limit stops it.
 *
 * Durable: what costs or cannot be taken back happens inside a step; each fact is appended after its step, from the
 * step's saved output and under a key that a resumed run comes to again. `run.started` and `agent.stopped` are the
 * caller's. Throws LabError: `cancelled`, or what the model threw.
 */
export async function runAgent(run: AgentRun): Promise<AgentOutcome> {
  const { environment, append, clock, limits, model, runId, signal } = run;
  const steps = createDurableSteps(run.step, run.resumed);
  const toolBox = createToolBox(environment, run.skills);
  const conversation = createConversation({ ...run, steps });
  const callIds = new Set<string>();
  let callsMade = 0;
  let lastWords = '';
  let nudged = false;

  /** The saved answer of one turn, told to the log. */
  async function infer(turn: number): Promise<Inference> {
    throwIfCancelled(signal);
    const { value } = await steps.run(`inference-${turn}`, () =>
      model.infer(
        { messages: conversation.messages, tools: toolBox.tools, seed: run.seed, pace: run.pace },
        { signal, onDelta: (attempt, delta) => run.onDelta?.({ runId, turn, attempt, delta }) },
      ),
    );
    const inference = { ...value, toolCalls: uniqueCallIds(value.toolCalls, callIds, turn) };
    for (const { id } of inference.toolCalls) callIds.add(id);
    await append(`inference-${turn}`, { type: 'inference.completed', data: { turn, ...inference } });
    throwIfCancelled(signal);
    return inference;
  }

  async function execute(call: ToolCallRequest, number: number, turn: number, finishReason: FinishReason) {
    throwIfCancelled(signal);
    const startedAt = clock.now();
    const done = await orCancelled(toolBox.execute(call, finishReason), signal);
    const { id: callId, name, arguments: raw } = call;
    const durationMs = clock.now() - startedAt;
    return { turn, call: number, callId, name, arguments: raw, durationMs, ...done };
  }

  /** The saved results of a turn's calls, told to the log; the environment ends up after the last of them. */
  async function executeAll(calls: ToolCallRequest[], turn: number, finishReason: FinishReason) {
    const { value: records, fresh } = await steps.run(`tools-${turn}`, async (): Promise<CallRecord[]> => {
      const done: CallRecord[] = [];
      for (const [index, call] of calls.entries()) {
        done.push(await execute(call, callsMade + index + 1, turn, finishReason));
      }
      return done;
    });
    if (!fresh) rebuildWorld(environment, records);
    callsMade += records.length;
    for (const data of records) await append(`call-${data.call}`, { type: 'tool_call.completed', data });
    return records;
  }

  await conversation.say({ role: 'user', content: environment.request });

  for (let turn = 1; turn <= limits.maxTurns; turn += 1) {
    const { content, toolCalls, finishReason } = await infer(turn);
    lastWords = content || lastWords;

    if (toolCalls.length === 0) {
      const reason = ENDINGS[finishReason];
      if (content.trim()) await conversation.say({ role: 'assistant', content, toolCalls });
      if (content.trim() || reason !== 'final_message') return { reason, finalMessage: content };
      if (nudged) return { reason: 'empty_answer', finalMessage: '' };
      nudged = true;
      // The empty answer itself stays out of the conversation: several servers refuse a history that has one.
      await conversation.say({ role: 'user', content: NUDGE });
      continue;
    }

    nudged = false;
    await conversation.say({ role: 'assistant', content, toolCalls });
    const within = toolCalls.slice(0, limits.maxCalls - callsMade);
    const beyond = toolCalls.slice(within.length);
    const records = within.length > 0 ? await executeAll(within, turn, finishReason) : [];
    for (const { callId, result } of records) {
      await conversation.say({ role: 'tool', toolCallId: callId, content: result });
    }
    // Calls beyond the limit are answered too, so that the stored conversation is well-formed, but not counted: they
    // were never made. (An answer with thousands of them does not get thousands of replies.)
    const refusal = `Not executed: the limit of ${limits.maxCalls} tool calls is reached.`;
    for (const { id } of beyond.slice(0, limits.maxCalls)) {
      await conversation.say({ role: 'tool', toolCallId: id, content: refusal });
    }
    if (beyond.length > 0) return { reason: 'call_cap', finalMessage: lastWords };
  }
  return { reason: 'turn_cap', finalMessage: lastWords };
}
