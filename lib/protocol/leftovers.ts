import { z } from 'zod';
import { errorInfoSchema } from './lab-error.ts';
import { LEFTOVER_KINDS } from './leftover-counts.ts';

const countsSchema = z.object({
  space: z.number().int(),
  skill: z.number().int(),
  session: z.number().int(),
});

/** GET /api/acontext/leftovers: what the lab created in Acontext and has not removed. */
export const leftoversBodySchema = z.object({
  /** The server that the lab is connected to, for a reader. */
  server: z.string(),
  /** There: what the current story or a run at work needs, and what nothing needs. */
  inUse: countsSchema,
  unused: countsSchema,
  /** Runs at work or being learned from: until they end, their things cannot be removed. */
  busyRuns: z.number().int(),
  /** The clean-up that is under way, or the last one. `left` counts neither what is gone nor what failed. */
  cleanUp: z.object({ gone: z.number().int(), left: z.number().int(), failed: z.number().int() }),
  /** What could not be removed; at most 20 of them. */
  failures: z.array(
    z.object({
      kind: z.enum(LEFTOVER_KINDS),
      id: z.string(),
      runId: z.string().nullable(),
      problem: errorInfoSchema,
    }),
  ),
  /** Things on other servers, or of other keys of this one; they are removed only while the lab is connected there. */
  elsewhere: z.array(
    z.object({
      placeId: z.string(),
      server: z.string(),
      /** Same server, another key: perhaps another project, perhaps a new key of the same one. */
      isSameServer: z.boolean(),
      counts: countsSchema,
    }),
  ),
});
export type LeftoversBody = z.infer<typeof leftoversBodySchema>;

export const CLEAN_UP_SCOPES = ['unused', 'all', 'failed'] as const;
export type CleanUpScope = (typeof CLEAN_UP_SCOPES)[number];

/** POST /api/acontext/leftovers/clean-up: `all` includes the current story's things and begins a new story. */
export const cleanUpSchema = z.strictObject({ scope: z.enum(CLEAN_UP_SCOPES) });

/** POST /api/acontext/leftovers/claim and /forget */
export const leftoverPlaceSchema = z.strictObject({ placeId: z.string().max(200) });

/** POST /api/story/reset: with `cleanUp` also what earlier stories and runs left in Acontext is removed. */
export const resetStorySchema = z.strictObject({ cleanUp: z.boolean().default(false) });
