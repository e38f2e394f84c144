import { z } from 'zod';
import { errorInfoSchema } from './lab-error.ts';
import { acontextInfoSchema, modelInfoSchema } from './model-info.ts';
import { runEventBodySchema, runEventSchema } from './run-event.ts';
import { ARMS, PACES } from './run-plan.ts';
import { runSummarySchema } from './run-record.ts';
import { skillSummarySchema, skillVersionSchema } from './skill.ts';
import { scenarioCardSchema, STORY_PARTS } from './story.ts';

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
    .max(2 ** 31 - 1)
    .default(1),
  /** `none` runs without skills, `learned` with the current story's learned skills. */
  arm: z.enum(ARMS).extract(['none', 'learned']).default('none'),
  pace: z.enum(PACES).default('instant'),
  /** Teach the current story's learning space from this run. */
  learns: z.boolean().default(false),
});
export type StartRun = z.input<typeof startRunSchema>;

/** GET /api/runs; `cursor` is opaque. */
export const listRunsQuerySchema = z.strictObject({
  state: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']).optional(),
  arm: z.enum(ARMS).optional(),
  act: z.enum(['1', '2']).optional(),
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
export const skillListBodySchema = z.object({ skills: z.array(skillSummarySchema) });
export type SkillListBody = z.infer<typeof skillListBodySchema>;

/** GET /api/skills/:skillId */
export const skillBodySchema = z.object({ skill: skillSummarySchema, versions: z.array(skillVersionSchema) });
export type SkillBody = z.infer<typeof skillBodySchema>;

/** GET /api/scenarios */
export const scenarioListBodySchema = z.object({ scenarios: z.array(scenarioCardSchema) });
export type ScenarioListBody = z.infer<typeof scenarioListBodySchema>;

export { runEventBodySchema };
