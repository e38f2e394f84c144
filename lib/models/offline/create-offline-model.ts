import type { Clock } from '#lib/protocol/ports.ts';
import { reply } from './choose-role.ts';
import { countPrompt, tokenCounter } from './wire/count-tokens.ts';
import { realSleep, type Sleep } from './wire/pace.ts';
import { parseRequest } from './wire/parse-request.ts';
import { speak } from './wire/speak.ts';
import { MODEL_ID, writeJson, writeStream } from './wire/write-response.ts';

export interface OfflineModelOptions {
  clock?: Clock;
  /** Waits between pieces when the caller asked to watch. */
  sleep?: Sleep;
}

/** A client that wants a person to be able to read along sends this header with the value `watch`. */
export const PACE_HEADER = 'x-offline-pace';

const failure = (status: number, message: string, param: string | null, code: string): Response =>
  Response.json({ error: { message, type: 'invalid_request_error', param, code } }, { status });

/**
 * A server of the chat-completions protocol in one function. Its answers are a pure function of the request
 * (messages, tools, seed, temperature); docs/offline-model.md says by which rules.
 */
export function createOfflineModel(
  options: OfflineModelOptions = {},
): (request: Request) => Promise<Response> {
  const clock = options.clock ?? { now: () => Date.now() };
  const sleep = options.sleep ?? realSleep;
  const model = () => ({ id: MODEL_ID, object: 'model', created: 0, owned_by: 'auto-learn-lab' });

  async function complete(request: Request): Promise<Response> {
    const parsed = parseRequest(await request.text());
    if (!parsed.ok) return failure(400, parsed.message, parsed.param, 'invalid_request');
    const { ask } = parsed;
    const count = await tokenCounter();
    const speech = speak(reply(ask), ask, count);
    const answer = {
      ask,
      speech,
      promptTokens: countPrompt(ask, count),
      created: Math.floor(clock.now() / 1000),
    };
    const pacing = {
      watch: request.headers.get(PACE_HEADER) === 'watch',
      sleep,
      signal: request.signal,
    };
    return ask.stream ? writeStream(answer, pacing) : writeJson(answer, pacing);
  }

  return async (request) => {
    const path = new URL(request.url).pathname.replace(/\/+$/, '');
    if (request.method === 'POST' && path.endsWith('/chat/completions')) return complete(request);
    if (request.method === 'GET' && path.endsWith('/models')) {
      return Response.json({ object: 'list', data: [model()] });
    }
    if (request.method === 'GET' && path.endsWith(`/models/${MODEL_ID}`)) return Response.json(model());
    return failure(404, `Unknown request URL: ${request.method} ${path}`, null, 'unknown_url');
  };
}
