import { z } from 'zod';
import { acontextInfoSchema, modelInfoSchema } from './model-info.ts';
import { ARMS, runLimitsSchema } from './run-plan.ts';

/** What an experiment is, decided before its first run. Words as in lib/stats (analysis-rules.ts, run-row.ts). */

export const claimSchema = z.enum(['incident', 'family', 'across-families', 'pipeline', 'models']);
export const scenarioClassSchema = z.enum(['learning', 'near', 'far', 'negative', 'noop', 'unrelated']);
export type ScenarioClassName = z.infer<typeof scenarioClassSchema>;
const ratioOutcomeSchema = z.enum([
  'calls',
  'devopsCalls',
  'tokens',
  'cost',
  'ticksToMitigate',
  'errorBudget',
]);
const rate = z.number().min(0).max(1);
const count = z.number().int().nonnegative();

/** `AnalysisRules` of lib/stats, as it travels and is hashed. */
export const analysisRulesSchema = z.strictObject({
  claim: claimSchema,
  contrasts: z
    .array(z.strictObject({ treated: z.string(), control: z.string(), says: z.string() }))
    .min(1)
    .max(12),
  level: z.number().min(0.5).max(0.999),
  benefitClasses: z.array(scenarioClassSchema),
  harmClasses: z.array(scenarioClassSchema),
  callsOfFailure: z.number().positive(),
  success: z.strictObject({ margin: rate, alpha: rate }),
  calls: z.strictObject({ leastReduction: rate }),
  harm: z.strictObject({ most: rate, alpha: rate }),
  equivalence: z.strictObject({ calls: rate, success: rate, alpha: rate }),
  costlierHurts: z.boolean(),
  floors: z.strictObject({ pairs: count, units: count, distillations: count }),
  advisedUnits: count,
  headroom: z.strictObject({ low: rate, high: rate }),
  passAt: z.array(z.number().int().positive()).max(10),
  secondary: z.array(ratioOutcomeSchema),
  seed: z.string().max(100),
  signFlipDraws: z.number().int().min(100).max(100_000),
  bootstrapResamples: z.number().int().min(100).max(100_000),
});
export type PlannedRules = z.infer<typeof analysisRulesSchema>;

/** An incident as it stood when the plan was frozen. */
export const plannedScenarioSchema = z.object({
  scenarioId: z.string(),
  title: z.string(),
  /** null for an incident that belongs to none. */
  family: z.string().nullable(),
  class: scenarioClassSchema,
  /** SHA-256 of its whole content: another content is another plan. */
  hash: z.string(),
});
export type PlannedScenario = z.infer<typeof plannedScenarioSchema>;

/** A skill version that an arm gives to its agent; the content is held by the hash. */
export const plannedSkillSchema = z.object({
  versionId: z.string(),
  skillId: z.string(),
  name: z.string(),
  number: z.number().int(),
  contentHash: z.string(),
  /** Characters of all its files together. */
  length: z.number().int(),
});
export type PlannedSkill = z.infer<typeof plannedSkillSchema>;

export const plannedArmSchema = z.object({
  /** Unique in the plan; what rows and results call it. `none` and `none 2` are the arms of an A/A experiment. */
  label: z.string(),
  arm: z.enum(ARMS),
  /** [] without skills, and where the experiment itself learns them. */
  skills: z.array(plannedSkillSchema),
  /** The pipeline claim: the arm is run once for each independent learning, with what that one wrote. */
  fromPipeline: z.boolean(),
  /** How its skills were chosen, one sentence; null for `none`. */
  note: z.string().nullable(),
});
export type PlannedArm = z.infer<typeof plannedArmSchema>;

export const learningCostSchema = z.object({
  /** Of the runs that were learned from. */
  calls: z.number().nullable(),
  /** Of these runs and, where that is known, of the pipeline that learned from them. */
  tokens: z.number().nullable(),
  cost: z.number().nullable(),
  /** The pipeline's part (tasks, distillation, writing the skill); null: unknown and not counted. Plans of earlier labs lack it. */
  pipeline: z.object({ tokens: z.number().nullable(), cost: z.number().nullable() }).nullable().optional(),
  /** The pipeline took more than that, and nobody knows how much: a call of its model failed, or was never answered. */
  isAtLeast: z.boolean().optional(),
});

export const budgetSchema = z.object({
  /** Input and output tokens of all runs together; null is no cap. */
  maxTokens: z.number().int().positive().nullable(),
  /** US dollars. */
  maxCost: z.number().positive().nullable(),
});

/** Frozen and hashed (canonical JSON, SHA-256) when the experiment is made; nothing changes it afterwards. */
export const experimentPlanSchema = z.object({
  format: z.literal('auto-learn-lab/experiment-plan@1'),
  title: z.string(),
  claim: claimSchema,
  scenarios: z.array(plannedScenarioSchema),
  seeds: z.array(z.number().int()),
  arms: z.array(plannedArmSchema),
  /** Independent learnings of the pipeline claim, each by one run on one of these incidents; null elsewhere. */
  pipeline: z
    .object({
      /** In all. */
      distillations: z.number().int().positive(),
      /** Each family's incidents test the learnings of that family alone. Plans of earlier labs lack it: all tested all. */
      perFamily: z.number().int().positive().optional(),
      scenarios: z.array(plannedScenarioSchema),
    })
    .nullable(),
  /** What it cost to learn the learned arm's skills, and the runs that did; null where that is unknown or still to come. */
  learning: z
    .object({
      runIds: z.array(z.string()),
      cost: learningCostSchema,
      /** The models that learned, by name. Plans of earlier labs lack it. */
      models: z.array(z.string()).optional(),
    })
    .nullable(),
  models: z.array(modelInfoSchema).min(1),
  acontext: acontextInfoSchema,
  limits: runLimitsSchema,
  /** SHA-256 of the instructions that every arm gets, without the block of skills. */
  systemPromptHash: z.string(),
  rules: analysisRulesSchema,
  /** All planned blocks are run; nobody looks and then decides. */
  stop: z.object({ kind: z.literal('fixed') }),
  budget: budgetSchema,
  /** Blocks at the same time. */
  concurrency: z.number().int().min(1).max(16),
  /** Tries of one run when infrastructure fails. */
  maxAttempts: z.number().int().min(1).max(10),
  /** Decides the order of blocks and of the arms inside a block. */
  orderSeed: z.string(),
  labVersion: z.string(),
});
export type ExperimentPlan = z.infer<typeof experimentPlanSchema>;
