import { z } from 'zod';

const partSchema = z.object({
  /** False when this scenario does not have the part (NO-OP outside no-op scenarios). */
  applies: z.boolean(),
  holds: z.boolean(),
  /** One sentence of evidence. */
  detail: z.string(),
});
export type EvaluationPart = z.infer<typeof partSchema>;

/** The verdict of the environment's oracle: made after the agent stopped, from the world alone, never from what it said. */
export const evaluationSchema = z.object({
  /** All parts that apply hold. */
  verified: z.boolean(),
  parts: z.object({ slo: partSchema, cause: partSchema, collateral: partSchema, noop: partSchema }),
  /** Did the final message name the cause? 100 service and key, 65 service, 35 a symptom only, 0 nothing. */
  diagnosis: z.object({
    score: z.union([z.literal(0), z.literal(35), z.literal(65), z.literal(100)]),
    detail: z.string(),
  }),
  metrics: z.object({
    /** World ticks until the root service's config was first read; null if never. */
    ticksToLocalise: z.number().nullable(),
    /** World ticks until the SLO held for good; null if never. */
    ticksToMitigate: z.number().nullable(),
    /** Failed user requests as a share of all requests from start to the end of the check, 0…1. */
    errorBudgetBurned: z.number(),
    wrongWrites: z.number().int(),
    needlessRestarts: z.number().int(),
    /** Calls with the same tool and arguments as an earlier one with no write between them. */
    repeatedCalls: z.number().int(),
  }),
  /** World ticks at which the wrong writes and needless restarts ended, so that each can be found; older runs lack it. */
  mistakesAt: z.array(z.number().int()).optional(),
});
export type Evaluation = z.infer<typeof evaluationSchema>;
export type EvaluationPartName = keyof Evaluation['parts'];

/** verified: fixed for real · not_verified: the oracle says no · harmful: something else broke. */
export const OUTCOMES = ['verified', 'not_verified', 'harmful'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Harm outranks everything else. */
export function outcomeOf(evaluation: Evaluation): Outcome {
  if (evaluation.verified) return 'verified';
  return evaluation.parts.collateral.holds ? 'not_verified' : 'harmful';
}
