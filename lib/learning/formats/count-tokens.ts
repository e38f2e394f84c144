import { setImmediate as nextTurn } from 'node:timers/promises';
import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';
import { tokenSlices } from '#lib/utils/token-slices.ts';
import type { Part } from '../part.ts';

const asText = { disallowedSpecial: new Set<string>() };

export function countText(text: string): number {
  return tokenSlices(text).reduce((sum, slice) => sum + count(slice, asText), 0);
}

function textsOf(part: Part): string[] {
  switch (part.type) {
    case 'tool-call':
      return [JSON.stringify({ name: part.meta?.['name'], arguments: part.meta?.['arguments'] })];
    case 'text':
    case 'thinking':
    case 'tool-result':
      return part.text === undefined ? [] : [part.text];
    default:
      return [];
  }
}

/** Counted in some five milliseconds. */
const TURN = 64 * 1024;

/** At line ends where there are any: no token goes across one. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const line = text.lastIndexOf('\n', at + TURN) + 1;
    const end = at + TURN >= text.length || line <= at ? at + TURN : line;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

/** As `countTokens`, with everything else in the process having its turn between the pieces of a huge text. */
export async function countTokensInTurns(parts: readonly Part[]): Promise<number> {
  let tokens = 0;
  for (const text of parts.flatMap(textsOf)) {
    for (const [index, piece] of cut(`${text}\n`).entries()) {
      if (index > 0) await nextTurn();
      tokens += countText(piece);
    }
  }
  return tokens;
}

/** o200k tokens of what a model would read: texts, thinking, tool calls and tool results, a line each. */
export function countTokens(parts: readonly Part[]): number {
  return parts.flatMap(textsOf).reduce((sum, text) => sum + countText(`${text}\n`), 0);
}
