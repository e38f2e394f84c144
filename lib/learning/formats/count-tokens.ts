import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';
import type { Part } from '../part.ts';

const LONG_WORD = /\S{2000}/;
const SLICE = 1000;
const asText = { disallowedSpecial: new Set<string>() };

/** Byte-pair merging is quadratic in one unbroken word, so a text with a huge one is counted in slices. */
export function countText(text: string): number {
  if (!LONG_WORD.test(text)) return count(text, asText);
  let tokens = 0;
  for (let at = 0; at < text.length; at += SLICE) tokens += count(text.slice(at, at + SLICE), asText);
  return tokens;
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

/** o200k tokens of what a model would read: texts, thinking, tool calls and tool results, a line each. */
export function countTokens(parts: readonly Part[]): number {
  return parts.flatMap(textsOf).reduce((sum, text) => sum + countText(`${text}\n`), 0);
}
