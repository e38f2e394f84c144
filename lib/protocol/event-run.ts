import { z } from 'zod';
import { evaluationSchema, OUTCOMES } from './evaluation.ts';
import { errorInfoSchema } from './lab-error.ts';
import { runPlanSchema } from './run-plan.ts';
import { worldFiguresSchema } from './world-figures.ts';
import { worldSnapshotSchema } from './world-snapshot.ts';

/** A skill as it stood when it was offered to the agent. */
export const offeredSkillSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** Our snapshot of that content; null when it was never snapshotted (default skills). */
  versionId: z.string().nullable(),
});
export type OfferedSkill = z.infer<typeof offeredSkillSchema>;

export const STOP_REASONS = [
  'final_message',
  'call_cap',
  'turn_cap',
  'refusal',
  'truncated',
  'empty_answer',
  /** Only a person gives up (a played run). */
  'gave_up',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Life of the run itself. `run.completed`, `run.failed` and `run.cancelled` end it; exactly one of them occurs. */
export const runEventSchemas = [
  z.object({ type: z.literal('run.queued'), data: z.object({ plan: runPlanSchema }) }),
  z.object({
    type: z.literal('run.started'),
    data: z.object({
      systemPrompt: z.string(),
      request: z.string(),
      tools: z.array(z.string()),
      skills: z.array(offeredSkillSchema),
      world: worldSnapshotSchema,
    }),
  }),
  /** A lab that was killed or stopped in the middle of the run has taken it up again. Nothing worked on it in between. */
  z.object({
    type: z.literal('run.resumed'),
    /** `at` of the newest event before. */
    data: z.object({ since: z.string() }),
  }),
  /** Somebody pressed Cancel; `run.cancelled` follows once the agent has let go. Durable, so a restart honours it. */
  z.object({ type: z.literal('run.cancel_requested'), data: z.object({}) }),
  z.object({
    type: z.literal('agent.stopped'),
    data: z.object({ reason: z.enum(STOP_REASONS), finalMessage: z.string() }),
  }),
  z.object({
    type: z.literal('evaluation.completed'),
    data: z.object({
      evaluation: evaluationSchema,
      /** The ticks after the agent stopped, which the verdict is about. Older logs lack them. */
      aftermath: worldFiguresSchema.optional(),
    }),
  }),
  z.object({ type: z.literal('run.completed'), data: z.object({ outcome: z.enum(OUTCOMES) }) }),
  z.object({ type: z.literal('run.failed'), data: z.object({ error: errorInfoSchema }) }),
  z.object({ type: z.literal('run.cancelled'), data: z.object({}) }),
] as const;
