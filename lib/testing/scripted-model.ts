import type { FinishReason, Usage } from '#lib/protocol/chat.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { ChatModel, Inference, InferenceRequest } from '#lib/protocol/ports.ts';
import { runCancelled } from '#lib/protocol/run-cancelled.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';

/** A call as a test writes it: an object becomes JSON, a string goes out as it is. */
export interface ScriptedCall {
  name: string;
  arguments?: Record<string, unknown> | string;
  /** `call_<n>` when absent, counted over the whole script. */
  id?: string;
}

/** What the model does when it is asked for the n-th time. */
export type ScriptedStep =
  | { say?: string; calls?: ScriptedCall[]; finishReason?: FinishReason; usage?: Partial<Usage> }
  | { fail: ErrorInfo }
  /** Never answers; ends when it is cancelled. */
  | { hang: true };

/** The model was asked more often than the script says. */
export class UnplannedInferenceError extends Error {
  override name = 'UnplannedInferenceError';
}

/** The script goes on, but nobody asked. */
export class UnusedStepsError extends Error {
  override name = 'UnusedStepsError';
}

export interface ScriptedModel extends ChatModel {
  /** What it was asked, in order. */
  readonly requests: InferenceRequest[];
  /** Throws UnusedStepsError unless every step was used. */
  assertUsedUp(): void;
}

/** A model that does exactly what its script says. */
export function createScriptedModel(steps: readonly ScriptedStep[]): ScriptedModel {
  const requests: InferenceRequest[] = [];
  let callsMade = 0;

  function answer(step: Exclude<ScriptedStep, { fail: ErrorInfo } | { hang: true }>): Inference {
    const toolCalls = (step.calls ?? []).map(({ name, arguments: given = {}, id }) => {
      callsMade += 1;
      return {
        id: id ?? `call_${callsMade}`,
        name,
        arguments: typeof given === 'string' ? given : JSON.stringify(given),
      };
    });
    return {
      content: step.say ?? '',
      toolCalls,
      finishReason: step.finishReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop'),
      usage: { inputTokens: 100, outputTokens: 10, cachedInputTokens: 0, ...step.usage },
      cost: null,
      durationMs: 5,
      paceMs: 0,
      retries: 0,
    };
  }

  return {
    info: { kind: 'openai', name: 'scripted', simulated: false, host: null },
    requests,
    async infer(request, { signal, onDelta }) {
      if (signal.aborted) throw runCancelled();
      const step = steps[requests.length];
      // The caller's array grows on: keep what it was at this moment.
      requests.push(structuredClone(request));
      if (!step) throw new UnplannedInferenceError(`No step for inference ${requests.length}`);
      if ('fail' in step) throw new LabError(step.fail);
      if ('hang' in step) return await hangUntil(signal);
      const inference = answer(step);
      for (const delta of deltasOf(inference)) onDelta?.(1, delta);
      return inference;
    },
    assertUsedUp() {
      const unused = steps.length - requests.length;
      if (unused > 0) throw new UnusedStepsError(`${unused} of ${steps.length} steps were not used`);
    },
  };
}

function deltasOf({ content, toolCalls }: Inference): RunDelta['delta'][] {
  const text: RunDelta['delta'][] = content ? [{ kind: 'text', text: content }] : [];
  const calls = toolCalls.map(({ name, arguments: raw }, index) => ({
    kind: 'tool_call' as const,
    index,
    name,
    arguments: raw,
  }));
  return [...text, ...calls];
}

function hangUntil(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(runCancelled()), { once: true });
  });
}
