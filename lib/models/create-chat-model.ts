import { setTimeout as wait } from 'node:timers/promises';
import OpenAI from 'openai';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { ModelInfo } from '#lib/protocol/model-info.ts';
import type { ChatModel, Inference, InferenceRequest } from '#lib/protocol/ports.ts';
import { runCancelled } from '#lib/protocol/run-cancelled.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import { backoffMs } from '#lib/utils/backoff.ts';
import type { Answer } from './assemble-answer.ts';
import { createAnswerAssembler } from './assemble-answer.ts';
import type { Failure } from './classify-failure.ts';
import { classifyFailure, StalledError } from './classify-failure.ts';
import type { Prices } from './cost-of.ts';
import { costOf } from './cost-of.ts';
import { usageOf } from './count-usage.ts';
import type { Server } from './explain-failure.ts';
import { explainFailure, FAILURES } from './explain-failure.ts';
import { OFFLINE_MODEL_ID, PACE_HEADER } from './offline/index.ts';
import { toWireMessage, toWireTool } from './to-wire-request.ts';
import { wireChunkSchema } from './wire-chunk.ts';

/** Whose model answers. */
export type ChatModelConfig =
  | {
      kind: 'offline';
      /** The offline model: called in process, without a socket. */
      handler: (request: Request) => Promise<Response>;
    }
  | {
      kind: 'openai';
      /** May be empty for servers that ask for none. */
      apiKey: string;
      /** Any OpenAI-compatible server; OpenAI's own without it. */
      baseUrl?: string | null | undefined;
      model: string;
      prices?: Prices | null | undefined;
      /** Send the run's seed; off by default, because several compatible servers refuse the field. */
      sendSeed?: boolean | undefined;
    };

/** What tests replace. */
export interface ChatModelTools {
  now: () => number;
  random: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  limits: RetryLimits;
}

export interface RetryLimits {
  maxAttempts: number;
  /** Silence after which an attempt counts as failed. */
  stallMs: number;
  /** All attempts and waits together. */
  totalMs: number;
  /** First wait when the server names none. */
  baseMs: number;
  /** Longest wait when the server names none. */
  maxBackoffMs: number;
  /** Longest wait that a server may ask for. */
  maxRetryAfterMs: number;
}

const DEFAULT_LIMITS: RetryLimits = {
  maxAttempts: 5,
  stallMs: 180_000,
  totalMs: 600_000,
  baseMs: 500,
  maxBackoffMs: 8000,
  maxRetryAfterMs: 60_000,
};

const REAL_TOOLS: ChatModelTools = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
  limits: DEFAULT_LIMITS,
};

const OPENAI_URL = 'https://api.openai.com/v1';

/** The port ChatModel over the OpenAI chat-completions protocol, for real servers and the offline model alike. */
export function createChatModel(config: ChatModelConfig, overrides: Partial<ChatModelTools> = {}): ChatModel {
  const tools = { ...REAL_TOOLS, ...overrides };
  const offline = config.kind === 'offline';
  const info = modelInfoOf(config);
  const server: Server = {
    host: info.host ?? 'the offline model',
    model: info.name,
    apiKey: offline ? '' : config.apiKey,
  };
  const prices = offline ? null : (config.prices ?? null);
  const sendSeed = offline || config.sendSeed === true;
  // The handler is a function of its request: what failed once fails again.
  const maxAttempts = offline ? 1 : tools.limits.maxAttempts;
  // Every option that the package would else read from the environment is set, so that config is all there is.
  const client = new OpenAI({
    apiKey: server.apiKey || 'none',
    baseURL: offline ? 'http://offline.invalid/v1' : (config.baseUrl ?? OPENAI_URL),
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: tools.limits.totalMs,
    logLevel: 'off',
    ...(offline
      ? {
          fetch: (input: string | URL | Request, init?: RequestInit) =>
            config.handler(new Request(input, init)),
        }
      : {}),
  });

  /** One attempt. Throws whatever goes wrong. */
  async function attemptOnce(
    request: InferenceRequest,
    signal: AbortSignal,
    onDelta: (delta: RunDelta['delta']) => void,
  ): Promise<Answer> {
    const stalled = new AbortController();
    const timer = setTimeout(() => stalled.abort(), tools.limits.stallMs);
    try {
      const stream = await client.chat.completions.create(
        {
          model: info.name,
          messages: request.messages.map(toWireMessage),
          ...(request.tools.length > 0 ? { tools: request.tools.map(toWireTool) } : {}),
          ...(sendSeed ? { seed: request.seed } : {}),
          stream: true,
          stream_options: { include_usage: true },
        },
        {
          signal: AbortSignal.any([signal, stalled.signal]),
          headers: offline && request.pace === 'watch' ? { [PACE_HEADER]: 'watch' } : {},
        },
      );
      const answer = createAnswerAssembler(onDelta);
      for await (const chunk of stream) {
        timer.refresh();
        answer.add(wireChunkSchema.parse(chunk));
      }
      // An aborted stream just ends.
      signal.throwIfAborted();
      return answer.finish();
    } catch (error) {
      if (stalled.signal.aborted) throw new StalledError('Nothing came for too long', { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function waitAfter(failure: Failure, attempt: number): number {
    const { baseMs, maxBackoffMs, maxRetryAfterMs } = tools.limits;
    if (failure.retryAfterMs !== null) return Math.min(failure.retryAfterMs, maxRetryAfterMs);
    return backoffMs(attempt, { baseMs, maxMs: maxBackoffMs }, tools.random);
  }

  return {
    info,
    async infer(request, { signal, onDelta }): Promise<Inference> {
      const deadline = AbortSignal.timeout(tools.limits.totalMs);
      const stop = AbortSignal.any([signal, deadline]);
      let unmetered = 0;
      for (let attempt = 1; ; attempt += 1) {
        if (signal.aborted) throw runCancelled();
        const startedAt = tools.now();
        try {
          const answer = await attemptOnce(request, stop, (delta) => onDelta?.(attempt, delta));
          const { usage: _wire, paceMs, ...said } = answer;
          const durationMs = Math.max(0, tools.now() - startedAt - paceMs);
          const usage = await usageOf(request, answer);
          return {
            ...said,
            usage,
            cost: costOf(usage, prices),
            durationMs,
            paceMs,
            retries: attempt - 1,
            ...(unmetered > 0 ? { unmetered } : {}),
          };
        } catch (error) {
          if (signal.aborted) throw runCancelled();
          if (error instanceof LabError) throw error;
          const late = deadline.aborted ? new StalledError('The time for all attempts is used up') : error;
          const failure = classifyFailure(late, tools.now());
          if (offline) throw offlineDefect(failure, error);
          if (deadline.aborted || attempt >= maxAttempts || !FAILURES[failure.kind].retry) {
            throw explainFailure(failure, server, error);
          }
          // A request that was turned away took nothing; of any other nobody knows.
          if (failure.kind !== 'rate_limited') unmetered += 1;
          const waitMs = waitAfter(failure, attempt);
          onDelta?.(attempt + 1, {
            kind: 'notice',
            text: noticeOf(failure, waitMs, attempt + 1, maxAttempts),
          });
          // Ends early when cancelled or out of time; the next round says which.
          await tools.sleep(waitMs, stop).catch(() => {});
        }
      }
    },
  };
}

function noticeOf(failure: Failure, waitMs: number, attempt: number, maxAttempts: number): string {
  const seconds = Number((waitMs / 1000).toPrecision(2));
  return `${FAILURES[failure.kind].notice}, retrying in ${seconds} s (attempt ${attempt} of ${maxAttempts})`;
}

function modelInfoOf(config: ChatModelConfig): ModelInfo {
  if (config.kind === 'offline') {
    return { kind: 'offline', name: OFFLINE_MODEL_ID, simulated: true, host: null };
  }
  const host = new URL(config.baseUrl ?? OPENAI_URL).host;
  return { kind: 'openai', name: config.model, simulated: false, host };
}

function offlineDefect({ detail }: Failure, cause: unknown): LabError {
  return new LabError(
    {
      code: 'model_failed',
      message: `The offline model failed: ${detail}`,
      hint: 'This is a defect of the lab: its log has the details.',
    },
    { cause },
  );
}
