import { tokenSlices } from '#lib/utils/token-slices.ts';
import type { Ask } from './parse-request.ts';

type Count = (text: string) => number;
const KEPT = 4_000;

let loading: Promise<Count> | undefined;
/** The vocabulary takes a third of a second to load, so it is fetched with the first request, not with the server. */
function load(): Promise<Count> {
  loading ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => {
    const options = { disallowedSpecial: new Set<string>() };
    return (text) => countTokens(text, options);
  });
  return loading;
}

/** o200k_base token counts. A conversation is sent again with every turn, so each text is counted once. */
export async function tokenCounter(): Promise<Count> {
  const count = await load();
  return (text) => {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const tokens = tokenSlices(text).reduce((sum, slice) => sum + count(slice), 0);
    if (cache.size >= KEPT) cache.clear();
    cache.set(text, tokens);
    return tokens;
  };
}
const cache = new Map<string, number>();

/** Overhead that chat formats add around each message, as OpenAI documents it for its own models. */
const PER_MESSAGE = 3;

/** Tokens of everything that was sent: messages, earlier calls and tool definitions. */
export function countPrompt(ask: Ask, count: Count): number {
  let tokens = PER_MESSAGE;
  for (const { text, toolCalls } of ask.messages) {
    tokens += PER_MESSAGE + count(text);
    for (const { name, arguments: args } of toolCalls) tokens += count(name) + count(args);
  }
  for (const tool of ask.tools) tokens += count(JSON.stringify(tool));
  return tokens;
}
