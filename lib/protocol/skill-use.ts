import { z } from 'zod';
import { OUTCOMES } from './evaluation.ts';

/** A run that read a file of a skill, as a line of the skill sees it. */
export const skillUseRunSchema = z.object({
  runId: z.string(),
  scenarioTitle: z.string(),
  seed: z.number().int(),
  arm: z.string(),
  /** null while it is at work, or when it ended without a verdict. */
  outcome: z.enum(OUTCOMES).nullable(),
  /** The version that it was offered. */
  version: z.number().int(),
  experimentId: z.string().nullable(),
  /** Calls that did what the line asks. */
  calls: z.array(z.number().int()),
});
export type SkillUseRun = z.infer<typeof skillUseRunSchema>;

const countedSchema = z.object({
  count: z.number().int(),
  /** The newest of them. */
  runs: z.array(skillUseRunSchema),
});

/** What became of one step in the runs that read it. */
export const stepUseSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  text: z.string(),
  entry: z.string(),
  /** What a call has to do to count: `change`, `logs` … */
  deeds: z.array(z.string()),
  followed: countedSchema,
  ignored: countedSchema,
  misled: countedSchema,
  /** Where the line came from: the version that introduced it, and what that was learned from. */
  origin: z.object({
    versionId: z.string(),
    version: z.number().int(),
    runId: z.string().nullable(),
    sessionId: z.string().nullable(),
    taskIds: z.array(z.string()),
    hasDistillation: z.boolean(),
  }),
});
export type StepUse = z.infer<typeof stepUseSchema>;

/** GET /api/skills/:skillId/use?version= */
export const skillUseBodySchema = z.object({
  skillId: z.string(),
  versionId: z.string(),
  /** How the outcomes were found; shown wherever they are. */
  note: z.string(),
  /** Set where the offline model made any of these runs. */
  agentNote: z.string().nullable().optional(),
  /** Runs that were looked at (the newest ones), and how many of them read a file of this skill. */
  runs: z.object({ lookedAt: z.number().int(), read: z.number().int(), followed: z.number().int() }),
  steps: z.array(stepUseSchema),
});
export type SkillUseBody = z.infer<typeof skillUseBodySchema>;
