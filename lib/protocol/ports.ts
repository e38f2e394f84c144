import type { ChatMessage, FinishReason, ToolCallRequest, ToolDefinition, ToolKind, Usage } from './chat.ts';
import type { Evaluation } from './evaluation.ts';
import type { Task } from './event-learning.ts';
import type { ModelInfo } from './model-info.ts';
import type { RunDelta } from './run-delta.ts';
import type { RunEvent, RunEventBody } from './run-event.ts';
import type { Pace } from './run-plan.ts';
import type { OfferedSkill } from './event-run.ts';
import type { WorldFigures } from './world-figures.ts';
import type { WorldSnapshot } from './world-snapshot.ts';

/**
 * Every part that can be swapped, on one page. Modules implement or consume these and never import each other;
 * lib/server and lib/cli put them together.
 */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** One inference: what was asked. */
export interface InferenceRequest {
  messages: ChatMessage[];
  tools: ToolDefinition[];
  seed: number;
  pace: Pace;
}

/** One inference: what came back. */
export interface Inference {
  content: string;
  toolCalls: ToolCallRequest[];
  finishReason: FinishReason;
  usage: Usage;
  /** US dollars; null without configured prices. */
  cost: number | null;
  durationMs: number;
  paceMs: number;
  retries: number;
  /** Of these, attempts after which nobody knows whether they were paid for. Absent: none. */
  unmetered?: number;
}

/** A chat model (lib/models). Throws LabError with a `model_*` code once its own retries are used up. */
export interface ChatModel {
  readonly info: ModelInfo;
  infer(
    request: InferenceRequest,
    options: { signal: AbortSignal; onDelta?: (attempt: number, delta: RunDelta['delta']) => void },
  ): Promise<Inference>;
}

/** The result of executing a tool: text that the model reads. A refusal is a value, never an exception. */
export interface ToolExecution {
  result: string;
  outcome: 'ok' | 'rejected';
}

/** An incident that can be acted on (lib/environment): deterministic, so replaying the same calls gives the same world. */
export interface Environment {
  /** The user's message. */
  readonly request: string;
  readonly tools: ToolDefinition[];
  kindOf(toolName: string): ToolKind;
  execute(toolName: string, rawArguments: string): ToolExecution;
  /** The world now, with the figures of the ticks that passed while the last call was executed. */
  snapshot(): WorldSnapshot;
  /** The ticks that `evaluate` judges: the world running on without the agent. Changes nothing. */
  aftermath(): WorldFigures;
  /** Runs the world on without the agent and judges it. Call once, at the end. */
  evaluate(finalMessage: string): Evaluation;
}

/** Skills as the agent sees them: two tools and a block for the system prompt. */
export interface SkillAccess {
  readonly offered: OfferedSkill[];
  /** "" when there are none. */
  readonly contextPrompt: string;
  readonly tools: ToolDefinition[];
  execute(toolName: string, rawArguments: string): Promise<ToolExecution>;
}

/** Where a run's conversation is kept (lib/acontext). */
export interface SessionRecorder {
  readonly sessionId: string;
  /**
   * Stores one message and returns Acontext's id of it.
   * `key` travels in the message's meta; with `checkFirst` a message that already has it is not stored again.
   */
  store(
    message: Exclude<ChatMessage, { role: 'system' }>,
    options: { key: string; checkFirst: boolean },
  ): Promise<string>;
}

/** Appends a fact to the run's log. The same key again is ignored. */
export type AppendEvent = (key: string, body: RunEventBody) => Promise<void>;

/** A durable unit: runs `execute` once and remembers its (JSON) result across restarts. */
export type Step = <T>(name: string, execute: () => Promise<T>) => Promise<T>;

/** Durable execution (lib/engine). */
export interface WorkflowContext {
  step: Step;
  /** Waits without holding anything; survives restarts. */
  sleep: (name: string, ms: number) => Promise<void>;
}

export interface Engine {
  /** Must be called for every workflow before `run`. Input and output are JSON. */
  define<I, O>(name: string, execute: (input: I, context: WorkflowContext) => Promise<O>): void;
  /** Enqueues. The same key within a day starts nothing new. Returns the engine's id. */
  start(name: string, input: unknown, options: { key: string; delayMs?: number }): Promise<string>;
  /** Waits for the workflow to end and returns its output. Throws its error. */
  result<O>(engineId: string): Promise<O>;
  /** Starts working; before it, workflows that a crash of this process left behind are freed. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** Position of an event in the order in which this store learnt of it; the cursor of the global stream. */
export interface StoredEvent {
  position: number;
  event: RunEvent;
}

/** What learning looks like from outside (lib/acontext), for cloud, self-hosted and embedded alike. */
export interface LearningProgress {
  observed: number;
  inProcess: number;
  pending: number;
  status: string | null;
  tasks: Task[];
}
