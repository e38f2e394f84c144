import type { InferenceRequest } from '#lib/protocol/ports.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import type { ChatModelConfig, ChatModelTools, RetryLimits } from '#lib/models/create-chat-model.ts';
import { createChatModel } from '#lib/models/create-chat-model.ts';
import type { WireStep } from './scripted-openai.ts';
import { createScriptedOpenAI } from './scripted-openai.ts';
import { serveHandler } from './serve-handler.ts';

/** A key that must never turn up anywhere. */
export const KEY = 'sk-test-0123456789abcdef';
export const REQUEST: InferenceRequest = {
  messages: [
    { role: 'system', content: 'You help.' },
    { role: 'user', content: 'It is down.' },
  ],
  tools: [{ name: 'look', description: 'Looks.', parameters: { type: 'object', properties: {} } }],
  seed: 7,
  pace: 'watch',
};
const LIMITS: RetryLimits = {
  maxAttempts: 3,
  stallMs: 5000,
  totalMs: 20_000,
  baseMs: 500,
  maxBackoffMs: 8000,
  maxRetryAfterMs: 60_000,
};

const servers: { close: () => Promise<void> }[] = [];
/** For afterEach. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

/** The model against a scripted server over real HTTP; waits are recorded instead of waited. */
export async function openModel(
  steps: WireStep[],
  overrides: {
    config?: Partial<Extract<ChatModelConfig, { kind: 'openai' }>>;
    limits?: Partial<RetryLimits>;
    sleep?: ChatModelTools['sleep'];
  } = {},
) {
  const script = createScriptedOpenAI(steps);
  const server = await serveHandler(script.handler);
  servers.push(server);
  const waits: number[] = [];
  const deltas: [number, RunDelta['delta']][] = [];
  const abort = new AbortController();
  const model = createChatModel(
    { kind: 'openai', apiKey: KEY, baseUrl: `${server.url}/v1`, model: 'some-model', ...overrides.config },
    {
      random: () => 0,
      limits: { ...LIMITS, ...overrides.limits },
      sleep:
        overrides.sleep ??
        (async (ms) => {
          waits.push(ms);
        }),
    },
  );
  const infer = (request = REQUEST) =>
    model.infer(request, {
      signal: abort.signal,
      onDelta: (attempt, delta) => deltas.push([attempt, delta]),
    });
  return { infer, script, waits, deltas, abort, model };
}
