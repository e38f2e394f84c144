import { z } from 'zod';
import { taskSchema } from './event-learning.ts';
import { runSummarySchema } from './run-record.ts';
import { skillSummarySchema } from './skill.ts';

/** What one act is about, without its answer. */
export const scenarioCardSchema = z.object({
  scenarioId: z.string(),
  title: z.string(),
  /** One sentence for a reader. */
  summary: z.string(),
  /** The user's message to the agent. */
  request: z.string(),
});
export type ScenarioCard = z.infer<typeof scenarioCardSchema>;

/** The story is a view of its runs: for each part the newest run that plays it. */
export const storyViewSchema = z.object({
  storyId: z.string(),
  spaceId: z.string().nullable(),
  createdAt: z.string(),
  acts: z.object({ act1: scenarioCardSchema, act2: scenarioCardSchema }),
  act1: runSummarySchema.nullable(),
  act2: runSummarySchema.nullable(),
  control: runSummarySchema.nullable(),
  /** Tasks of Act 1's session and the skills that it taught. */
  learned: z.object({ tasks: z.array(taskSchema), skills: z.array(skillSummarySchema) }),
});
export type StoryView = z.infer<typeof storyViewSchema>;

export const STORY_PARTS = ['act1', 'act2', 'control'] as const;
export type StoryPart = (typeof STORY_PARTS)[number];
