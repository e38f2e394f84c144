import { z } from 'zod';

/**
 * A preview of what an `inference.completed` will state as fact. Not stored; lost deltas cost nothing.
 * `attempt` rises when an inference is tried again: a reader drops the text of earlier attempts.
 */
export const runDeltaSchema = z.object({
  runId: z.string(),
  turn: z.number().int().positive(),
  attempt: z.number().int().positive(),
  delta: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    /** `name` as far as it is known; `arguments` is the next piece, to be added to what came before. */
    z.object({
      kind: z.literal('tool_call'),
      index: z.number().int(),
      name: z.string(),
      arguments: z.string(),
    }),
    /** Why nothing moves: "rate limited, retrying in 8 s". */
    z.object({ kind: z.literal('notice'), text: z.string() }),
  ]),
});
export type RunDelta = z.infer<typeof runDeltaSchema>;
