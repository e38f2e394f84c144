import { z } from 'zod';
import {
  analysisRulesSchema,
  budgetSchema,
  claimSchema,
  experimentPlanSchema,
  scenarioClassSchema,
} from './experiment-plan.ts';
import {
  EXPERIMENT_STATES,
  experimentRowSchema,
  experimentStatusSchema,
  experimentSummarySchema,
} from './experiment.ts';
import { modelInfoSchema } from './model-info.ts';
import { PLAN_MOST } from './plan-most.ts';
import { ARMS, runLimitsSchema } from './run-plan.ts';
import { STANDINGS } from './skill-standing.ts';

/** Bodies of /api/experiments (docs/http-api.md). */

const seed = z
  .number('must be a whole number')
  .int('must be a whole number')
  .min(0, 'must be 0 or more')
  .max(2 ** 31 - 1);

export const newArmSchema = z.strictObject({
  arm: z.enum(ARMS),
  /** By default the arm's name; a second arm of the same kind becomes "none 2". */
  label: z.string().trim().min(1).max(40).optional(),
  /**
   * Skill versions that it is given. Without it: `learned` has the newest version of every skill that the current story
   * learned, `previous` the version before each of the learned arm's, `placebo` is chosen by its length (another family,
   * ±10 %). `reference` has to name them.
   */
  versionIds: z.array(z.string()).min(1).max(20).optional(),
  /** `published`: not the newest (or, for `previous`, the one before), but the published version of each skill that has one. */
  pick: z.enum(['newest', 'published']).optional(),
});

/** POST /api/experiments/preview, and with `requestId` and `start` POST /api/experiments */
export const newExperimentSchema = z.strictObject({
  title: z.string().trim().max(120).optional(),
  claim: claimSchema,
  scenarioIds: z.array(z.string()).min(1).max(PLAN_MOST.scenarios),
  /** The seeds themselves, or how many (1, 2, …). */
  seeds: z.union([z.array(seed).min(1).max(PLAN_MOST.seeds), z.number().int().min(1).max(PLAN_MOST.seeds)]),
  arms: z.array(newArmSchema).min(2).max(8),
  /** Names of models; by default the lab's. `offline` is always there. */
  models: z.array(z.string().min(1).max(200)).min(1).max(8).optional(),
  limits: runLimitsSchema.partial().optional(),
  /** Changes to the declared defaults of the claim. */
  rules: analysisRulesSchema.omit({ claim: true }).partial().optional(),
  /** Only for the claim `pipeline`: how many independent learnings per family, and on which incidents (by default those of class `learning`). */
  pipeline: z
    .strictObject({
      distillations: z.number().int().min(1).max(PLAN_MOST.learnings),
      scenarioIds: z.array(z.string()).min(1).max(50).optional(),
    })
    .optional(),
  budget: budgetSchema.partial().optional(),
  concurrency: z.number().int().min(1).max(16).optional(),
  maxAttempts: z.number().int().min(1).max(10).optional(),
  orderSeed: z.string().max(100).optional(),
  /** What an incident is for, where the lab's own answer (from what the skill was learned from) is not meant. */
  classes: z.record(z.string(), scenarioClassSchema).optional(),
  /** Run it although it is below a floor; then only CAN'T TELL YET can come out. */
  exploratory: z.boolean().default(false),
});
export type NewExperiment = z.output<typeof newExperimentSchema>;
export type NewExperimentInput = z.input<typeof newExperimentSchema>;

export const createExperimentSchema = newExperimentSchema.extend({
  /** The hash that the preview showed: another one now is refused, so that what is frozen is what was looked at. */
  planHash: z.string().optional(),
  /** Start at once. */
  start: z.boolean().default(false),
  requestId: z
    .string()
    .regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, - or _')
    .optional(),
});
export type CreateExperiment = z.output<typeof createExperimentSchema>;
export type CreateExperimentInput = z.input<typeof createExperimentSchema>;
/** Its answer. */
export interface CreatedExperimentBody {
  experimentId: string;
  planHash: string;
}

/** What keeps an experiment from being made (`refuse`), or what a careful reader should know before the start (`warn`). */
export const planProblemSchema = z.object({
  level: z.enum(['refuse', 'warn']),
  /** Stable key, e.g. `too_few_scenarios`. */
  code: z.string(),
  says: z.string(),
  /** Field of the form that it is about: `scenarioIds`, `arms`, `seeds`, `models`, `pipeline`, `budget`. */
  field: z.string().nullable(),
  /** The scenario or arm that it is about. */
  subject: z.string().nullable(),
});
export type PlanProblem = z.infer<typeof planProblemSchema>;

const sharesSchema = z.object({
  helps: z.number(),
  hurts: z.number(),
  no_difference: z.number(),
  cannot_tell: z.number(),
});

/** How the experiment would end if the skill saved so many calls, the whole declared rule played on simulated data. */
export const powerPointSchema = z.object({
  /** Assumed share of calls saved, 0…1; 0: the skill does nothing. */
  reduction: z.number(),
  verdicts: sharesSchema,
  gates: z.object({ success: z.number(), calls: z.number(), harm: z.number() }),
});

/** Answer of POST /api/experiments/preview: what would be frozen, and what to expect of it. */
export const experimentPreviewSchema = z.object({
  /** null when a refusal keeps it from being complete. */
  plan: experimentPlanSchema.nullable(),
  planHash: z.string().nullable(),
  problems: z.array(planProblemSchema),
  size: z.object({
    blocks: z.number().int(),
    runs: z.number().int(),
    learningRuns: z.number().int(),
    /** Of the headline contrast, on incidents where the skill should help. */
    pairs: z.number().int(),
    /** What the interval counts: pairs, scenarios, or scenarios and distillations. */
    units: z.object({
      kind: z.enum(['pair', 'scenario', 'scenario_and_distillation']),
      count: z.number().int(),
    }),
    harmPairs: z.number().int(),
  }),
  power: z
    .object({
      simulations: z.number().int(),
      points: z.array(powerPointSchema),
      /** The same with an agent that nearly always succeeds; null where the control's success was measured. */
      ifNearlyAlways: z.object({ success: z.number(), reduction: z.number(), helps: z.number() }).nullable(),
      /** The assumptions in words. */
      assumes: z.string(),
    })
    .nullable(),
  /** What it will take. Each figure null when nothing is known to estimate from. */
  estimate: z.object({
    ms: z.number().nullable(),
    /** What the time may be. */
    msRange: z.object({ low: z.number(), high: z.number() }).nullable(),
    /** How the time was counted, or why it is not known. */
    timeRestsOn: z.string(),
    inputTokens: z.number().nullable(),
    outputTokens: z.number().nullable(),
    cost: z.number().nullable(),
    /** What tokens and cost rest on, e.g. "48 runs of offline in this lab". */
    restsOn: z.string(),
  }),
});
export type ExperimentPreview = z.infer<typeof experimentPreviewSchema>;

/** GET /api/experiments/options: what a builder can choose from. */
export const experimentOptionsSchema = z.object({
  scenarios: z.array(
    z.object({
      scenarioId: z.string(),
      title: z.string(),
      summary: z.string(),
      family: z.string().nullable(),
      class: scenarioClassSchema,
      transferOf: z.string().nullable(),
      twinOf: z.string().nullable(),
    }),
  ),
  /** Skill versions that an arm can be given, newest first. */
  skills: z.array(
    z.object({
      versionId: z.string(),
      skillId: z.string(),
      name: z.string(),
      number: z.number().int(),
      family: z.string().nullable(),
      length: z.number().int(),
      live: z.boolean(),
      /** The experiment whose learning wrote it; null for what a story or a run learned. */
      experimentId: z.string().nullable(),
      standing: z.enum(STANDINGS),
      /** Learned by the current story: what `learned` takes by default. */
      isDefaultChoice: z.boolean(),
    }),
  ),
  models: z.array(modelInfoSchema),
  /** Host of the configured model server, of which any model can be named; null without one. */
  modelServer: z.string().nullable(),
  limits: runLimitsSchema,
  /** Declared defaults per claim. */
  rules: z.record(claimSchema, analysisRulesSchema),
  /** Ready-made sizes (quick look, standard, full) with their scenarios and seeds. */
  presets: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      claim: claimSchema,
      scenarioIds: z.array(z.string()),
      seeds: z.number().int(),
      arms: z.array(newArmSchema),
    }),
  ),
});
export type ExperimentOptions = z.infer<typeof experimentOptionsSchema>;

/** GET /api/experiments; `cursor` is opaque. Newest first. */
export const listExperimentsQuerySchema = z.strictObject({
  state: z.enum(EXPERIMENT_STATES).optional(),
  claim: claimSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ListExperimentsQuery = z.infer<typeof listExperimentsQuerySchema>;
export const experimentListBodySchema = z.object({
  experiments: z.array(experimentSummarySchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type ExperimentListBody = z.infer<typeof experimentListBodySchema>;

/** POST /api/experiments/:id/start | pause | resume | cancel */
export const experimentActionBodySchema = z.object({
  experimentId: z.string(),
  status: experimentStatusSchema,
});
export type ExperimentActionBody = z.infer<typeof experimentActionBodySchema>;

/** GET /api/experiments/:id/rows?format=json | csv */
export const experimentRowsQuerySchema = z.strictObject({ format: z.enum(['json', 'csv']).default('json') });
export const experimentRowsBodySchema = z.object({
  experimentId: z.string(),
  note: z.string().nullable(),
  rows: z.array(experimentRowSchema),
});
export type ExperimentRowsBody = z.infer<typeof experimentRowsBodySchema>;
