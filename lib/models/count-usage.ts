import type { Usage } from '#lib/protocol/chat.ts';
import type { InferenceRequest } from '#lib/protocol/ports.ts';
import { tokenSlices } from '#lib/utils/token-slices.ts';
import type { Answer } from './assemble-answer.ts';

/** Control tokens around each message, as OpenAI's chat format has them. */
const TOKENS_PER_MESSAGE = 3;
/** What looks like a control token in a text is text. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/**
 * Usage of an inference: the server's own figures. A server that sends none leaves a gap that is neither 0 nor
 * knowable, so the lab counts the visible texts with o200k_base and marks the figure with `countedBy: 'lab'`.
 */
export async function usageOf(request: InferenceRequest, answer: Answer): Promise<Usage> {
  if (answer.usage) {
    return {
      inputTokens: answer.usage.prompt_tokens,
      outputTokens: answer.usage.completion_tokens,
      cachedInputTokens: answer.usage.prompt_tokens_details?.cached_tokens ?? 0,
    };
  }
  // 2 MB of tables, which most processes never need.
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const count = (texts: string[]) =>
    texts.flatMap(tokenSlices).reduce((sum, text) => sum + countTokens(text, AS_TEXT), 0);
  const calls = (toolCalls: Answer['toolCalls']) =>
    toolCalls.flatMap(({ name, arguments: raw }) => [name, raw]);
  const input = request.messages.flatMap((message) =>
    message.role === 'assistant' ? [message.content, ...calls(message.toolCalls)] : [message.content],
  );
  const tools = request.tools.length > 0 ? [JSON.stringify(request.tools)] : [];
  return {
    inputTokens: count([...input, ...tools]) + TOKENS_PER_MESSAGE * request.messages.length,
    outputTokens: count([answer.content, ...calls(answer.toolCalls)]) + TOKENS_PER_MESSAGE,
    cachedInputTokens: 0,
    countedBy: 'lab',
  };
}
