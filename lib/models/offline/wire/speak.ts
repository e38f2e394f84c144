import { createHash } from 'node:crypto';
import type { Reply } from '../reply.ts';
import type { Ask } from './parse-request.ts';

/** A piece of the answer as it is streamed; every piece is about one word. */
export type Piece =
  | { kind: 'content'; text: string; tokens: number }
  | { kind: 'call'; index: number; id: string; name: string; tokens: number }
  | { kind: 'arguments'; index: number; text: string; tokens: number };

export interface Speech {
  pieces: Piece[];
  finishReason: 'stop' | 'tool_calls' | 'length';
  outputTokens: number;
}

const words = (text: string): string[] => text.match(/\s*\S+(?:\s+$)?/g) ?? (text ? [text] : []);

/** The answer in pieces, cut where the caller's token limit ends it. Call ids follow from the place in the conversation. */
export function speak(reply: Reply, ask: Ask, count: (text: string) => number): Speech {
  const place = `${ask.messages.length}|${ask.messages.at(-1)?.text ?? ''}`;
  const idOf = (index: number, text: string) =>
    `call_${createHash('sha256').update(`${place}|${index}|${text}`).digest('hex').slice(0, 20)}`;
  const wanted: Piece[] = words(reply.content).map((text) => ({
    kind: 'content',
    text,
    tokens: count(text),
  }));
  for (const [index, { name, args }] of reply.calls.entries()) {
    const text = JSON.stringify(args);
    wanted.push({ kind: 'call', index, id: idOf(index, name + text), name, tokens: count(name) });
    for (const word of words(text)) {
      wanted.push({ kind: 'arguments', index, text: word, tokens: count(word) });
    }
  }
  const budget = ask.maxTokens ?? Number.POSITIVE_INFINITY;
  const pieces: Piece[] = [];
  let outputTokens = 0;
  for (const piece of wanted) {
    if (outputTokens + piece.tokens > budget) return { pieces, finishReason: 'length', outputTokens };
    pieces.push(piece);
    outputTokens += piece.tokens;
  }
  return { pieces, finishReason: reply.calls.length > 0 ? 'tool_calls' : 'stop', outputTokens };
}
