import { z } from 'zod';

/** A tool call as the model wrote it. `arguments` is raw text: it may be malformed or cut off. */
export const toolCallRequestSchema = z.object({ id: z.string(), name: z.string(), arguments: z.string() });
export type ToolCallRequest = z.infer<typeof toolCallRequestSchema>;

/** Tokens as the server counted them. */
export const usageSchema = z.object({
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  cachedInputTokens: z.number().int().nonnegative(),
  /** Present only when the server sent no figures: the lab then counted the visible texts itself (o200k_base). */
  countedBy: z.literal('lab').optional(),
});
export type Usage = z.infer<typeof usageSchema>;

export const FINISH_REASONS = [
  'stop',
  'tool_calls',
  'length',
  'content_filter',
  'refusal',
  'unknown',
] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

/** A message of the conversation, in our words; lib/models and lib/acontext each put it into their wire's form. */
export type ChatMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string }
  | { role: 'assistant'; content: string; toolCalls: ToolCallRequest[] }
  | { role: 'tool'; toolCallId: string; content: string };

/** A tool that a model may call; `parameters` is a JSON schema of an object. */
export interface ToolDefinition {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

export const TOOL_KINDS = ['read', 'write', 'skill', 'unknown'] as const;
/** read and write are DevOps calls; skill calls are counted apart; unknown names no tool. */
export type ToolKind = (typeof TOOL_KINDS)[number];
