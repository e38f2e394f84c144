import { z } from 'zod';
import { FINISH_REASONS, TOOL_KINDS, toolCallRequestSchema, usageSchema } from './chat.ts';
import { worldSnapshotSchema } from './world-snapshot.ts';

/** What happens inside a turn: one inference and the tool executions that it asked for. */
export const turnEventSchemas = [
  z.object({
    type: z.literal('inference.completed'),
    data: z.object({
      /** 1 for the first. */
      turn: z.number().int().positive(),
      content: z.string(),
      toolCalls: z.array(toolCallRequestSchema),
      finishReason: z.enum(FINISH_REASONS),
      usage: usageSchema,
      /** In US dollars; null where no prices are configured. */
      cost: z.number().nullable(),
      /** Wall time of the successful attempt, without the offline model's pace. */
      durationMs: z.number(),
      /** Time that the offline model waited on purpose so that a person can read along. */
      paceMs: z.number(),
      /** Attempts that failed before this one (429, 5xx, timeouts). */
      retries: z.number().int().nonnegative(),
    }),
  }),
  z.object({
    type: z.literal('tool_call.completed'),
    data: z.object({
      turn: z.number().int().positive(),
      /** 1 for the run's first call; counts every call, also rejected ones. */
      call: z.number().int().positive(),
      callId: z.string(),
      name: z.string(),
      kind: z.enum(TOOL_KINDS),
      arguments: z.string(),
      result: z.string(),
      /** rejected: unknown tool, malformed arguments, or a value that the tool refused; the text says why. */
      outcome: z.enum(['ok', 'rejected']),
      durationMs: z.number(),
      /** The world after the call; null when the call cannot touch it (skill calls, unknown tools). */
      world: worldSnapshotSchema.nullable(),
    }),
  }),
] as const;
