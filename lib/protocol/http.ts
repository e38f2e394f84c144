import { z } from 'zod';
import { acontextKeySchema, acontextProjectSchema } from './acontext-key.ts';
import { errorInfoSchema } from './lab-error.ts';
import { acontextInfoSchema, modelInfoSchema } from './model-info.ts';
import { AGENTS } from './played-run.ts';
import { runEventBodySchema, runEventSchema } from './run-event.ts';
import { ARMS, PACES } from './run-plan.ts';
import { runSummarySchema } from './run-record.ts';
import { lintCountsSchema, lintFindingSchema } from './skill-lint.ts';
import { listedStandingSchema } from './skill-standing.ts';
import { skillSummarySchema, skillVersionSchema } from './skill.ts';
import { scenarioEntrySchema } from './scenario.ts';
import { STORY_PARTS } from './story.ts';

/** Bodies of the lab's own HTTP API (docs/http-api.md). Requests are strict, so that a typo is told and not ignored. */

export const errorBodySchema = z.object({ error: errorInfoSchema });
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** GET /api/status */
export const statusBodySchema = z.object({
  model: modelInfoSchema,
  acontext: acontextInfoSchema,
  /** The embedded Acontext's own model; null when Acontext is remote. */
  learningModel: modelInfoSchema.nullable(),
  /** Whether prices are configured, so that cost can be shown. */
  pricesConfigured: z.boolean(),
  database: z.enum(['sqlite', 'postgres']),
  version: z.string(),
});
export type StatusBody = z.infer<typeof statusBodySchema>;

/** POST /api/story/runs */
export const startStoryRunSchema = z.strictObject({
  part: z.enum(STORY_PARTS),
  pace: z.enum(PACES).default('instant'),
});
export type StartStoryRun = z.input<typeof startStoryRunSchema>;

/** POST /api/runs */
export const startRunSchema = z.strictObject({
  scenarioId: z.string(),
  seed: z
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(2 ** 31 - 1, 'must be 2147483647 or less')
    .default(1),
  /** `none` runs without skills, `learned` with the current story's learned skills. */
  arm: z.enum(ARMS).extract(['none', 'learned']).default('none'),
  pace: z.enum(PACES).default('instant'),
  /** Teach the current story's learning space from this run. */
  learns: z.boolean().default(false),
  /** `person`: nobody acts until somebody does, by POST /api/runs/:id/moves; `arm` and `pace` then mean nothing. */
  agent: z.enum(AGENTS).optional(),
  /** The same id again starts nothing new and answers with the run that it started. */
  requestId: z
    .string()
    .regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, - or _')
    .optional(),
});
export type StartRun = z.input<typeof startRunSchema>;

/** POST /api/runs/:id/moves: what a person does next in a played run. */
export const playMoveSchema = z.strictObject({
  /** The turn that this is, 1 for the first: a move that was made with an older picture of the run is refused. */
  turn: z.number().int().positive(),
  /** The same move again (a double click, a retry) is carried out once. */
  moveId: z.string().regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, - or _'),
  action: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('call'),
      /** Written as a model would: the tool may refuse both. */
      tool: z.string().min(1).max(100),
      arguments: z.string().max(8000),
      /** Free words beside the call. */
      note: z.string().max(4000).default(''),
    }),
    z.strictObject({
      kind: z.literal('finish'),
      message: z.string().trim().min(1, 'must say what the cause was and what was changed').max(8000),
    }),
    z.strictObject({ kind: z.literal('give_up') }),
  ]),
});
export type PlayMove = z.output<typeof playMoveSchema>;
export type PlayMoveInput = z.input<typeof playMoveSchema>;
/** Its answer: the run as far as it is now. */
export interface PlayMoveBody {
  runId: string;
  lastSeq: number;
}

/** GET /api/runs; `cursor` is opaque. */
export const listRunsQuerySchema = z.strictObject({
  state: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']).optional(),
  arm: z.enum(ARMS).optional(),
  act: z.enum(['1', '2']).optional(),
  /** Who acts in it. */
  agent: z.enum(AGENTS).optional(),
  /** Id of their scenario. */
  scenario: z.string().max(200).optional(),
  /** Runs of this experiment, or `any` for all runs; without it runs of experiments are left out. */
  experiment: z.string().max(200).optional(),
  /** Part of a scenario's id or title, or of a run id. */
  q: z.string().max(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListRunsQuery = z.infer<typeof listRunsQuerySchema>;

export const runListBodySchema = z.object({
  runs: z.array(runSummarySchema),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type RunListBody = z.infer<typeof runListBodySchema>;

/** GET /api/runs/:id/events?after=seq */
export const runEventsQuerySchema = z.object({ after: z.coerce.number().int().nonnegative().default(0) });
export const runEventsBodySchema = z.object({ events: z.array(runEventSchema) });
export interface RunEventsBody {
  events: z.infer<typeof runEventSchema>[];
}

/** GET /api/skills */
export const skillListBodySchema = z.object({
  skills: z.array(skillSummarySchema),
  /** By skill: which version is published, else how the newest one stands. */
  standings: z.record(z.string(), listedStandingSchema),
  /** By skill, of those that an experiment's own learnings wrote: which experiment. */
  experiments: z.record(z.string(), z.string()),
});
export type SkillListBody = z.infer<typeof skillListBodySchema>;

/** GET /api/skills/:skillId */
export const skillBodySchema = z.object({ skill: skillSummarySchema, versions: z.array(skillVersionSchema) });
export type SkillBody = z.infer<typeof skillBodySchema>;

/** GET /api/skills/:skillId/lint */
export const skillLintBodySchema = z.object({
  skillId: z.string(),
  versionId: z.string(),
  counts: lintCountsSchema,
  /** Errors first, then by file and line. */
  findings: z.array(lintFindingSchema),
  /** Of each rule that was broken: what it is about and why it matters. */
  rules: z.record(z.string(), z.object({ title: z.string(), why: z.string() })),
});
export type SkillLintBody = z.infer<typeof skillLintBodySchema>;

/** GET /api/scenarios */
export const scenarioListBodySchema = z.object({ scenarios: z.array(scenarioEntrySchema) });
export type ScenarioListBody = z.infer<typeof scenarioListBodySchema>;

/** GET /api/acontext/keys: of the embedded Acontext. 409 when Acontext is remote. */
export const acontextKeyListBodySchema = z.object({
  projects: z.array(acontextProjectSchema),
  /** The lab's own key while it is the publicly known default; null when the environment sets one. */
  ownKey: z.string().nullable(),
});
export type AcontextKeyListBody = z.infer<typeof acontextKeyListBodySchema>;

/** POST /api/acontext/keys (`newAcontextKeySchema`) */
export const createdAcontextKeyBodySchema = z.object({
  /** The key itself, for this once. */
  secret: z.string(),
  key: acontextKeySchema,
  project: z.object({ id: z.string(), name: z.string().nullable(), isNew: z.boolean() }),
});
export type CreatedAcontextKeyBody = z.infer<typeof createdAcontextKeyBodySchema>;

/** POST /api/acontext/keys/:id/revoke */
export const revokedAcontextKeyBodySchema = z.object({ key: acontextKeySchema });
export type RevokedAcontextKeyBody = z.infer<typeof revokedAcontextKeyBodySchema>;

export { runEventBodySchema };
