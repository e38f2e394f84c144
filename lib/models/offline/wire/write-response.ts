import { createHash } from 'node:crypto';
import type { Ask } from './parse-request.ts';
import { type Sleep, waitsFor } from './pace.ts';
import type { Piece, Speech } from './speak.ts';

export const MODEL_ID = 'offline';

export interface Answer {
  ask: Ask;
  speech: Speech;
  promptTokens: number;
  /** Seconds since the epoch. */
  created: number;
}

export interface Pacing {
  watch: boolean;
  sleep: Sleep;
  signal: AbortSignal;
}

const usageOf = ({ speech, promptTokens }: Answer) => ({
  prompt_tokens: promptTokens,
  completion_tokens: speech.outputTokens,
  total_tokens: promptTokens + speech.outputTokens,
  prompt_tokens_details: { cached_tokens: 0 },
});

const completionId = ({ ask }: Answer): string =>
  `chatcmpl-${createHash('sha256')
    .update(JSON.stringify([ask.messages, ask.seed]))
    .digest('hex')
    .slice(0, 24)}`;

const totalWait = (answer: Answer, pacing: Pacing): number =>
  pacing.watch ? waitsFor(answer.speech.pieces).reduce((sum, ms) => sum + ms, 0) : 0;

function toMessage(pieces: readonly Piece[]) {
  const text = (kind: Piece['kind'], index: number) =>
    pieces
      .map((piece) =>
        piece.kind === kind && piece.kind !== 'call' && (piece.kind === 'content' || piece.index === index)
          ? piece.text
          : '',
      )
      .join('');
  const calls = pieces.filter((piece) => piece.kind === 'call');
  const content = text('content', 0);
  return {
    role: 'assistant',
    content: content === '' ? null : content,
    refusal: null,
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, index }) => ({
        id,
        type: 'function',
        function: { name, arguments: text('arguments', index) },
      })),
    }),
  };
}

/** The whole answer as one JSON body. */
export async function writeJson(answer: Answer, pacing: Pacing): Promise<Response> {
  const paceMs = totalWait(answer, pacing);
  if (paceMs > 0) await pacing.sleep(paceMs, pacing.signal);
  return Response.json({
    id: completionId(answer),
    object: 'chat.completion',
    created: answer.created,
    model: MODEL_ID,
    choices: [
      {
        index: 0,
        message: toMessage(answer.speech.pieces),
        logprobs: null,
        finish_reason: answer.speech.finishReason,
      },
    ],
    usage: usageOf(answer),
    offline: { pace_ms: paceMs },
  });
}

function toDelta(piece: Piece) {
  switch (piece.kind) {
    case 'content':
      return { content: piece.text };
    case 'call':
      return {
        tool_calls: [
          {
            index: piece.index,
            id: piece.id,
            type: 'function',
            function: { name: piece.name, arguments: '' },
          },
        ],
      };
    case 'arguments':
      return { tool_calls: [{ index: piece.index, function: { arguments: piece.text } }] };
  }
}

/** The answer as server-sent events, one per piece; stops when the reader leaves. */
export function writeStream(answer: Answer, pacing: Pacing): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([gone.signal, pacing.signal]);
  const head = {
    id: completionId(answer),
    object: 'chat.completion.chunk',
    created: answer.created,
    model: MODEL_ID,
  };
  const chunk = (delta: object, finish: string | null, rest: object = {}) => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(answer.ask.includeUsage && { usage: null }),
    ...rest,
  });
  const offline = { pace_ms: totalWait(answer, pacing) };
  const { pieces, finishReason } = answer.speech;
  const last = answer.ask.includeUsage
    ? [chunk({}, finishReason), { ...head, choices: [], usage: usageOf(answer), offline }]
    : [chunk({}, finishReason, { offline })];
  const encoder = new TextEncoder();
  const event = (data: unknown) => encoder.encode(`data: ${JSON.stringify(data)}\n\n`);

  async function* events() {
    yield event(chunk({ role: 'assistant', content: '' }, null));
    const waits = pacing.watch ? waitsFor(pieces) : [];
    for (const [index, piece] of pieces.entries()) {
      const wait = waits[index] ?? 0;
      if (wait > 0) await pacing.sleep(wait, signal);
      if (signal.aborted) return;
      yield event(chunk(toDelta(piece), null));
    }
    for (const data of last) yield event(data);
    yield encoder.encode('data: [DONE]\n\n');
  }

  const source = events();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      gone.abort();
      await source.return(undefined);
    },
  });
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
