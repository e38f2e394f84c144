import { z } from 'zod';
import {
  claimSchema,
  experimentPlanSchema,
  learningCostSchema,
  scenarioClassSchema,
} from './experiment-plan.ts';
import { errorInfoSchema } from './lab-error.ts';

/** Why an experiment ended before all of its blocks were run. */
export const STOP_CAUSES = ['budget_tokens', 'budget_cost'] as const;

/** `ready` is frozen and not begun. `paused` holds until somebody resumes; a killed lab goes on by itself. */
export const experimentStatusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready') }),
  z.object({ state: z.literal('running'), phase: z.enum(['learning', 'runs', 'analysis']) }),
  /** The runs at work end first. */
  z.object({ state: z.literal('pausing') }),
  /** `says`: why it paused by itself; null when somebody asked for it. A resume tries again what infrastructure prevented. */
  z.object({ state: z.literal('paused'), says: z.string().nullable() }),
  z.object({ state: z.literal('cancelling') }),
  z.object({ state: z.literal('completed') }),
  /** The cap would not have held the next block. Not all of the plan was run, and the analysis says so. */
  z.object({ state: z.literal('stopped'), cause: z.enum(STOP_CAUSES), says: z.string() }),
  z.object({ state: z.literal('cancelled') }),
  z.object({ state: z.literal('failed'), error: errorInfoSchema }),
]);
export type ExperimentStatus = z.infer<typeof experimentStatusSchema>;
export const EXPERIMENT_STATES = [
  'ready',
  'running',
  'pausing',
  'paused',
  'cancelling',
  'completed',
  'stopped',
  'cancelled',
  'failed',
] as const satisfies readonly ExperimentStatus['state'][];
export type ExperimentState = ExperimentStatus['state'];

/** One independent learning of the pipeline claim. */
export const distillationSchema = z.object({
  distillationId: z.string(),
  /** The last try of its learning run. */
  runId: z.string(),
  /** Which try that was, and why those before it taught nothing. Absent in experiments of earlier labs. */
  attempt: z.number().int().optional(),
  failed: z.array(z.object({ runId: z.string(), says: z.string() })).optional(),
  /** How the run ended that was learned from: a failure teaches, too. */
  verified: z.boolean().optional(),
  spaceId: z.string().nullable(),
  scenarioId: z.string(),
  seed: z.number().int(),
  /** What it wrote; [] when it wrote nothing, and then its runs are given no skill. */
  skills: z.array(
    z.object({
      skillId: z.string(),
      versionId: z.string(),
      name: z.string(),
      number: z.number().int().optional(),
      /** Characters of all its files together. */
      length: z.number().int().optional(),
    }),
  ),
  cost: learningCostSchema,
  /** Set when it learned nothing. */
  note: z.string().nullable(),
});
export type Distillation = z.infer<typeof distillationSchema>;

/** A row of the list of experiments. */
export const experimentSummarySchema = z.object({
  experimentId: z.string(),
  title: z.string(),
  claim: claimSchema,
  planHash: z.string(),
  status: experimentStatusSchema,
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  models: z.array(z.string()),
  /** Then SIMULATED_NOTE stands beside every figure. */
  simulated: z.boolean(),
  scenarios: z.number().int(),
  arms: z.array(z.string()),
  /** Both headline arms are given the same: it measures the lab's own false verdicts. */
  isAA: z.boolean(),
  runs: z.object({ planned: z.number().int(), done: z.number().int() }),
  /** null until the analysis is made. `complete` false: not all of the plan was run. */
  verdict: z
    .object({
      code: z.enum(['helps', 'hurts', 'no_difference', 'cannot_tell']),
      sentence: z.string(),
      complete: z.boolean(),
    })
    .nullable(),
});
export type ExperimentSummary = z.infer<typeof experimentSummarySchema>;

const spendingSchema = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** Of the learnings of a pipeline, as far as it is known. */
  learningTokens: z.number(),
  /** US dollars, learnings included; null when a price is unknown. */
  cost: z.number().nullable(),
});

/** A run that infrastructure ended; another attempt took its place, or none was left. */
export const failedAttemptSchema = z.object({
  runId: z.string(),
  scenarioId: z.string(),
  seed: z.number().int(),
  label: z.string(),
  attempt: z.number().int(),
  error: errorInfoSchema,
  /** No attempt was left: the place stays empty and is listed, not counted as a failure. */
  final: z.boolean(),
});
export type FailedAttempt = z.infer<typeof failedAttemptSchema>;

export const experimentProgressSchema = z.object({
  blocks: z.object({ planned: z.number().int(), done: z.number().int() }),
  runs: z.object({ planned: z.number().int(), done: z.number().int(), atWork: z.number().int() }),
  learnings: z.object({ planned: z.number().int(), done: z.number().int() }),
  failedAttempts: z.array(failedAttemptSchema),
  spent: spendingSchema,
  /** Time of work so far, without pauses; ms. */
  workedMs: z.number(),
  /** Since the first run of this execution, after the learnings of a pipeline; null while nothing runs. */
  runsPerMinute: z.number().nullable(),
  /** null while nothing is known to estimate from, and when nothing is left. */
  left: z.object({ ms: z.number(), says: z.string() }).nullable(),
  /** What the runs so far show. For looking, not for stopping; null below the floor of pairs and after the end. */
  interim: z
    .object({
      pairs: z.number().int(),
      /** Change of calls in percent with its interval. */
      calls: z.object({
        percent: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
      }),
      /** Difference of verified success, a rate. */
      success: z.number().nullable(),
      says: z.string(),
    })
    .nullable(),
});
export type ExperimentProgress = z.infer<typeof experimentProgressSchema>;

/** GET /api/experiments/:id */
export const experimentViewSchema = z.object({
  summary: experimentSummarySchema,
  plan: experimentPlanSchema,
  progress: experimentProgressSchema,
  distillations: z.array(distillationSchema),
  /** The newest finished A/A experiment with the same models: how often this lab sees an effect where there is none. */
  calibration: z
    .object({
      experimentId: z.string(),
      title: z.string(),
      /** Share of relabelings that end in HELPS or HURTS. */
      rate: z.number().nullable(),
      low: z.number(),
      high: z.number(),
      relabelings: z.number().int(),
      /** Why a low rate says little, if it does. */
      caveats: z.array(z.enum(['under_floors', 'all_alike', 'harm_not_measured'])),
      sentence: z.string(),
    })
    .nullable(),
  /** How many incidents of the lab, as it is now, a new experiment with this claim could use where the skill should help. */
  bank: z.number().int().optional(),
  /** SIMULATED_NOTE, or null for a real model. */
  note: z.string().nullable(),
});
export type ExperimentView = z.infer<typeof experimentViewSchema>;

const funnelSchema = z.object({
  offered: z.boolean(),
  listed: z.boolean(),
  opened: z.boolean(),
  followed: z.boolean(),
});

/** One run as the analysis sees it (`RunRow` of lib/stats) with its place and what a table shows beside. */
export const experimentRowSchema = z.object({
  /** The run's id. */
  id: z.string(),
  block: z.number().int(),
  attempt: z.number().int(),
  scenarioId: z.string(),
  class: scenarioClassSchema,
  seed: z.number().int(),
  /** The arm's label. */
  arm: z.string(),
  distillationId: z.string().nullable(),
  model: z.string(),
  infrastructureError: z.boolean(),
  error: errorInfoSchema.nullable(),
  verified: z.boolean(),
  harmful: z.boolean(),
  claimed: z.boolean().nullable(),
  calls: z.number().int(),
  devopsCalls: z.number().int(),
  skillCalls: z.number().int(),
  /** Calls by tool, for bars. */
  byTool: z.record(z.string(), z.number().int()),
  turns: z.number().int(),
  tokens: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number().nullable(),
  ticksToMitigate: z.number().nullable(),
  errorBudget: z.number().nullable(),
  diagnosis: z.number().nullable(),
  funnel: funnelSchema.nullable(),
  activeMs: z.number(),
});
export type ExperimentRow = z.infer<typeof experimentRowSchema>;
