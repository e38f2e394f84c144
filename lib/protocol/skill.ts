import { z } from 'zod';
import { lintCountsSchema } from './skill-lint.ts';

export const skillFileSchema = z.object({ path: z.string(), content: z.string() });
export type SkillFile = z.infer<typeof skillFileSchema>;

/** Where a version came from. Every part may be unknown (an import, or a change made outside the lab). */
export const provenanceSchema = z.object({
  runId: z.string().nullable(),
  sessionId: z.string().nullable(),
  taskIds: z.array(z.string()),
  /** Text that the learner wrote from; null where Acontext's API does not show it. */
  distillation: z.string().nullable(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** What a version was made from by masking a stretch of it, to see what that was worth. */
export const ablationOfSchema = z.object({
  skillId: z.string(),
  versionId: z.string(),
  number: z.number().int(),
  file: z.string(),
  /** Lines of that file, from 1, both included. */
  from: z.number().int(),
  to: z.number().int(),
});

/** An immutable snapshot of a skill. Acontext edits skills in place, so the history is ours. */
export const skillVersionSchema = z.object({
  /** `skv_` + 16 hex of the content's SHA-256, so equal content has one id within a skill. */
  versionId: z.string(),
  /** Acontext's id of the skill. */
  skillId: z.string(),
  spaceId: z.string(),
  name: z.string(),
  description: z.string(),
  /** 1 for the first snapshot of this skill. */
  number: z.number().int().positive(),
  parentVersionId: z.string().nullable(),
  contentHash: z.string(),
  files: z.array(skillFileSchema),
  /** `daily-logs` and `user-general-facts` are in every space from its start: no evidence of learning. */
  isDefault: z.boolean(),
  provenance: provenanceSchema,
  /** Only of the lab's own masked copies: they stand in no list, are offered to experiments alone and never published. */
  ablationOf: ablationOfSchema.optional(),
  createdAt: z.string(),
});
export type SkillVersion = z.infer<typeof skillVersionSchema>;

/** A row of the skills list. */
export const skillSummarySchema = z.object({
  skillId: z.string(),
  spaceId: z.string(),
  name: z.string(),
  description: z.string(),
  isDefault: z.boolean(),
  /** Snapshots that the lab holds. */
  versions: z.number().int(),
  latestVersionId: z.string(),
  files: z.array(z.string()),
  updatedAt: z.string(),
  /** Runs whose sessions taught it, newest first. */
  taughtBy: z.array(z.string()),
  /** False once Acontext no longer has it (reset, deleted space); our snapshots remain. */
  live: z.boolean(),
  /** What the lint finds in the newest version. */
  lint: lintCountsSchema,
});
export type SkillSummary = z.infer<typeof skillSummarySchema>;
