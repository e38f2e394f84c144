import { z } from 'zod';
import { claimSchema, scenarioClassSchema } from './experiment-plan.ts';
import { newArmSchema } from './experiment-http.ts';
import { ARMS } from './run-plan.ts';

/** What many experiments and runs say together. Everything here is a fold over stored rows. */

const tableSchema = z.object({
  both: z.number().int(),
  onlyFirst: z.number().int(),
  onlySecond: z.number().int(),
  neither: z.number().int(),
});

const digestArmSchema = z.object({
  label: z.string(),
  arm: z.enum(ARMS),
  skills: z.array(
    z.object({
      versionId: z.string(),
      skillId: z.string(),
      name: z.string(),
      number: z.number().int(),
      contentHash: z.string(),
    }),
  ),
  /** Runs whose sessions taught these versions or one before them; null where no run of this lab did. */
  lessons: z.number().int().nullable(),
  /** Families of those incidents. */
  families: z.array(z.string()),
  fromPipeline: z.boolean(),
});
export type DigestArm = z.infer<typeof digestArmSchema>;

/** All pairs of one scenario under one contrast. */
const digestPairsSchema = z.object({
  model: z.string(),
  treated: z.string(),
  control: z.string(),
  /** Families that the treated arm's skill was learned from. */
  from: z.array(z.string()),
  scenarioId: z.string(),
  family: z.string().nullable(),
  class: scenarioClassSchema,
  pairs: z.number().int(),
  /** Different control runs among them: several learnings may share one, and their pairs are not independent. */
  blocks: z.number().int(),
  /** Mean and sum of squared deviations of the log ratios of calls; a failed run counts as the cap. */
  logRatio: z.number(),
  squares: z.number(),
  /** Mean calls of each side, failures at the cap. */
  calls: z.object({ treated: z.number(), control: z.number() }),
  /** Verified success: first is the treated run. */
  table: tableSchema,
});
export type DigestPairs = z.infer<typeof digestPairsSchema>;

/** What an analysed experiment comes to for views over many of them: small, and made once. */
export const experimentDigestSchema = z.object({
  format: z.literal('auto-learn-lab/experiment-digest@3'),
  experimentId: z.string(),
  title: z.string(),
  claim: claimSchema,
  planHash: z.string(),
  createdAt: z.string(),
  level: z.number(),
  /** Both headline arms are given the same. */
  isAA: z.boolean(),
  headline: z.object({ treated: z.string(), control: z.string() }),
  verdict: z
    .object({
      code: z.enum(['helps', 'hurts', 'no_difference', 'cannot_tell']),
      sentence: z.string(),
      complete: z.boolean(),
    })
    .nullable(),
  models: z.array(z.object({ name: z.string(), simulated: z.boolean() })),
  arms: z.array(digestArmSchema),
  runs: z.number().int(),
  pairs: z.array(digestPairsSchema),
});
export type ExperimentDigest = z.infer<typeof experimentDigestSchema>;

const intervalSchema = z.object({ low: z.number(), high: z.number() }).nullable();

/** An effect, treated − control, over scenarios. */
export const effectSchema = z.object({
  scenarios: z.number().int(),
  pairs: z.number().int(),
  experiments: z.array(z.string()),
  /** Log ratio of calls; `over` says what its interval counts: scenarios, or the pairs of the only one. */
  calls: z.object({ logRatio: z.number(), interval: intervalSchema, over: z.enum(['scenarios', 'pairs']) }),
  /** Difference of rates of verified success. */
  success: z.object({ difference: z.number(), interval: intervalSchema }),
});
export type Effect = z.infer<typeof effectSchema>;

/** An experiment that would measure something, ready for POST /api/experiments/preview. */
export const offerSchema = z.object({
  says: z.string(),
  input: z.object({
    title: z.string(),
    claim: claimSchema,
    scenarioIds: z.array(z.string()),
    seeds: z.number().int(),
    exploratory: z.boolean(),
    classes: z.record(z.string(), scenarioClassSchema).optional(),
    arms: z.array(newArmSchema),
    pipeline: z.object({ distillations: z.number().int(), scenarioIds: z.array(z.string()) }).optional(),
  }),
});
export type Offer = z.infer<typeof offerSchema>;

export const transferCellSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** null: not measured. */
  effect: effectSchema.nullable(),
  /** What would fill it; null where the lab has no incident to learn from or to test on. */
  offer: offerSchema.nullable(),
});
export type TransferCell = z.infer<typeof transferCellSchema>;

export const learningPointSchema = z.object({
  /** Incidents learned so far. */
  lessons: z.number().int(),
  runs: z.number().int(),
  scenarios: z.number().int(),
  calls: z.object({ mean: z.number(), interval: intervalSchema }),
  success: z.object({ rate: z.number(), interval: intervalSchema }),
  /** Against no skill on the same scenarios and seeds; null at 0 and where nothing was controlled. */
  change: effectSchema.nullable(),
  /** Versions of the skill at this point, e.g. [1, 2]. */
  versions: z.array(z.number().int()),
});
export type LearningPoint = z.infer<typeof learningPointSchema>;

export const learningCurveSchema = z.object({
  key: z.string(),
  /** Skill or story. */
  name: z.string(),
  skillId: z.string().nullable(),
  source: z.enum(['experiments', 'runs']),
  points: z.array(learningPointSchema),
  /** What it rests on, and what it cannot say. */
  restsOn: z.string(),
});
export type LearningCurve = z.infer<typeof learningCurveSchema>;

export const versionEffectSchema = z.object({
  skillId: z.string(),
  name: z.string(),
  number: z.number().int(),
  versionId: z.string(),
  /** null: against no skill; else the number of the version that it is compared with. */
  against: z.number().int().nullable(),
  effect: effectSchema,
  /** Other skills that its arm had, too: the effect is of all of them together. */
  together: z.array(z.string()),
});
export type VersionEffect = z.infer<typeof versionEffectSchema>;

/** GET /api/experiments/over-time?model=&skill= */
export const overTimeQuerySchema = z.strictObject({
  model: z.string().max(200).optional(),
  /** Id or name of a skill: the curve and the versions of it alone. */
  skill: z.string().max(200).optional(),
});
export type OverTimeQuery = z.infer<typeof overTimeQuerySchema>;
export const overTimeBodySchema = z.object({
  /** Figures of different models are never mixed. */
  model: z.string().nullable(),
  models: z.array(z.object({ name: z.string(), simulated: z.boolean(), runs: z.number().int() })),
  /** SIMULATED_NOTE for a simulated model. */
  note: z.string().nullable(),
  basis: z.object({
    experiments: z.array(z.object({ experimentId: z.string(), title: z.string(), planHash: z.string() })),
    runs: z.number().int(),
  }),
  curves: z.array(learningCurveSchema),
  versions: z.array(versionEffectSchema),
  transfer: z.object({
    from: z.array(z.string()),
    to: z.array(z.string()),
    cells: z.array(transferCellSchema),
  }),
});
export type OverTimeBody = z.infer<typeof overTimeBodySchema>;
