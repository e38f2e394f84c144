import { z } from 'zod';
import { experimentPlaceSchema } from './experiment-place.ts';
import { acontextInfoSchema, modelInfoSchema } from './model-info.ts';

export const ARMS = ['none', 'learned', 'placebo', 'reference', 'previous'] as const;
/** What the agent is given. `none` on Act 2 is the story's control. */
export type Arm = (typeof ARMS)[number];

/** How fast the offline model speaks: at once, or slowly enough for a person to follow. Real models have no pace. */
export const PACES = ['instant', 'watch'] as const;
export type Pace = (typeof PACES)[number];

/** 1 learns, 2 recalls; null outside the story. */
export const actSchema = z.union([z.literal(1), z.literal(2)]).nullable();
export type Act = z.infer<typeof actSchema>;

/** Where the skills that the agent sees come from. */
export const skillSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  /** Live, through Acontext: every skill of the space. */
  z.object({ kind: z.literal('space'), spaceId: z.string() }),
  /** Frozen snapshots of ours. */
  z.object({ kind: z.literal('versions'), versionIds: z.array(z.string()) }),
]);
export type SkillSource = z.infer<typeof skillSourceSchema>;

export const runLimitsSchema = z.object({
  maxCalls: z.number().int().positive(),
  maxTurns: z.number().int().positive(),
});
export type RunLimits = z.infer<typeof runLimitsSchema>;
export const DEFAULT_LIMITS: RunLimits = { maxCalls: 40, maxTurns: 25 };

/** Everything that was decided before a run began. Frozen: a rerun copies it. */
export const runPlanSchema = z.object({
  scenarioId: z.string(),
  scenarioTitle: z.string(),
  /** Content hash of the scenario's version that is played; runs from before versions were kept do not have it. */
  scenarioHash: z.string().optional(),
  seed: z.number().int(),
  act: actSchema,
  arm: z.enum(ARMS),
  skillSource: skillSourceSchema,
  /** The learning space that this run's session teaches; null when it does not learn. */
  learnsInto: z.string().nullable(),
  storyId: z.string().nullable(),
  pace: z.enum(PACES),
  limits: runLimitsSchema,
  model: modelInfoSchema,
  acontext: acontextInfoSchema,
  /** The experiment that the run belongs to; absent outside of one. */
  experiment: experimentPlaceSchema.optional(),
});
export type RunPlan = z.infer<typeof runPlanSchema>;
