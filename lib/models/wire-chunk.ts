import { z } from 'zod';

/**
 * One chunk of a streamed chat completion, as loosely as it can be read: OpenAI-compatible servers leave out or null
 * whatever they do not have, and add fields of their own.
 */
const toolCallDeltaSchema = z.object({
  index: z.number().int().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});
export type ToolCallDelta = z.infer<typeof toolCallDeltaSchema>;

const tokensSchema = z.number().int().nonnegative();
const wireUsageSchema = z.object({
  prompt_tokens: tokensSchema,
  completion_tokens: tokensSchema,
  prompt_tokens_details: z.object({ cached_tokens: tokensSchema.nullish() }).nullish(),
});
export type WireUsage = z.infer<typeof wireUsageSchema>;

export const wireChunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z.array(toolCallDeltaSchema).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  /** Nonsense counts as absent: the lab then counts itself. */
  usage: wireUsageSchema.nullish().catch(null),
  /** The offline model's own field. */
  offline: z.object({ pace_ms: z.number().nonnegative() }).nullish().catch(null),
});
export type WireChunk = z.infer<typeof wireChunkSchema>;
