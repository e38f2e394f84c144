import { z } from 'zod';
import { OUTCOMES } from './evaluation.ts';
import { errorInfoSchema } from './lab-error.ts';
import { runPlanSchema } from './run-plan.ts';

/** Each status fixes the fields that exist: a completed run has an outcome, a failed one an error. */
export const runStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('queued') }),
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('completed'), outcome: z.enum(OUTCOMES) }),
  z.object({ state: z.literal('failed'), error: errorInfoSchema }),
  z.object({ state: z.literal('cancelled') }),
]);
export type RunStatus = z.infer<typeof runStatusSchema>;
export type RunState = RunStatus['state'];

export const learningStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('running') }),
  z.object({ state: z.literal('completed'), skillsChanged: z.number().int() }),
  z.object({ state: z.literal('skipped'), reason: z.string() }),
  z.object({ state: z.literal('failed'), error: errorInfoSchema }),
]);
export type LearningStatus = z.infer<typeof learningStatusSchema>;

/** Calls by what they are; total = read + write + skill + unknown. */
export const callCountsSchema = z.object({
  total: z.number().int(),
  /** read + write. */
  devops: z.number().int(),
  skill: z.number().int(),
  read: z.number().int(),
  write: z.number().int(),
  unknown: z.number().int(),
  byTool: z.record(z.string(), z.number().int()),
});
export type CallCounts = z.infer<typeof callCountsSchema>;

/** A row of the runs list: a cached fold of the run's events, never a second source. */
export const runSummarySchema = z.object({
  runId: z.string(),
  plan: runPlanSchema,
  status: runStatusSchema,
  learning: learningStatusSchema,
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** Wall time from the first to the last event of the agent's work, without the offline model's pace and without time in which no lab was up; ms. */
  activeMs: z.number(),
  turns: z.number().int(),
  calls: callCountsSchema,
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number().nullable(),
  lastSeq: z.number().int(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;
