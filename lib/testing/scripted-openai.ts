import { setTimeout as sleep } from 'node:timers/promises';
import { UnplannedInferenceError, UnusedStepsError } from './scripted-model.ts';

/** How the server answers its n-th request. */
export type WireStep =
  /** A well-formed streamed answer. */
  | {
      kind: 'answer';
      content?: string;
      toolCalls?: { id: string; name: string; arguments: string }[];
      finishReason?: string;
      /** null sends none. */
      usage?: Record<string, unknown> | null;
      paceMs?: number;
    }
  /** A plain HTTP answer. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Server-sent `data:` lines as they are (objects become JSON), and what happens after the last one. */
  | { kind: 'events'; data: unknown[]; ending?: 'end' | 'cut' | 'hang' };

export interface ScriptedOpenAI {
  handler: (request: Request) => Promise<Response>;
  readonly requests: { path: string; headers: Headers; body: unknown }[];
  assertUsedUp(): void;
}

/** A server of the OpenAI protocol that does exactly what its script says. */
export function createScriptedOpenAI(steps: readonly WireStep[]): ScriptedOpenAI {
  const requests: ScriptedOpenAI['requests'] = [];
  return {
    requests,
    async handler(request) {
      const step = steps[requests.length];
      const body: unknown = await request.json();
      requests.push({ path: new URL(request.url).pathname, headers: request.headers, body });
      if (!step) throw new UnplannedInferenceError(`No step for request ${requests.length}`);
      switch (step.kind) {
        case 'answer':
          return streamOf([...chunksOf(step), '[DONE]'], 'end');
        case 'status':
          return Response.json(step.body ?? {}, {
            status: step.status,
            ...(step.headers ? { headers: step.headers } : {}),
          });
        case 'events':
          return streamOf(step.data, step.ending ?? 'end');
      }
    },
    assertUsedUp() {
      const unused = steps.length - requests.length;
      if (unused > 0) throw new UnusedStepsError(`${unused} of ${steps.length} steps were not used`);
    },
  };
}

/** One chunk of a chat completion. */
export function wireChunk(delta: Record<string, unknown>, finishReason: string | null = null): unknown {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'scripted',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
}

function chunksOf(step: Extract<WireStep, { kind: 'answer' }>): unknown[] {
  const calls = step.toolCalls ?? [];
  const halves = (text: string) => [text.slice(0, text.length / 2), text.slice(text.length / 2)];
  const usage =
    step.usage === undefined ? { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } : step.usage;
  return [
    wireChunk({ role: 'assistant', content: '' }),
    ...halves(step.content ?? '').map((content) => wireChunk({ content })),
    ...calls.map(({ id, name }, index) =>
      wireChunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
    ),
    // Interleaved, as parallel calls may come.
    ...[0, 1].flatMap((half) =>
      calls.map((call, index) =>
        wireChunk({ tool_calls: [{ index, function: { arguments: halves(call.arguments)[half] } }] }),
      ),
    ),
    wireChunk({}, step.finishReason ?? (calls.length > 0 ? 'tool_calls' : 'stop')),
    {
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      choices: [],
      ...(usage ? { usage } : {}),
      ...(step.paceMs === undefined ? {} : { offline: { pace_ms: step.paceMs } }),
    },
  ];
}

function streamOf(data: unknown[], ending: 'end' | 'cut' | 'hang'): Response {
  const encoder = new TextEncoder();
  const queue = [...data];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (queue.length > 0) {
        const item = queue.shift();
        const text = typeof item === 'string' ? item : JSON.stringify(item);
        controller.enqueue(encoder.encode(`data: ${text}\n\n`));
      } else if (ending === 'end') controller.close();
      else if (ending === 'cut') {
        // What was written before must be on its way, or the reader sees nothing of it.
        await sleep(20);
        controller.error(new Error('cut'));
      } else await new Promise<never>(() => {});
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
