import { z } from 'zod';

/** An error breaks the format or gives a secret away; a warning makes the skill misleading; a note is a matter of care. */
export const lintLevelSchema = z.enum(['error', 'warning', 'note']);
export type LintLevel = z.infer<typeof lintLevelSchema>;

/** One thing that a reader of a skill should know or change. */
export const lintFindingSchema = z.object({
  level: lintLevelSchema,
  /** Stable key of the rule, e.g. `answer-constant`. */
  rule: z.string(),
  file: z.string(),
  /** From 1, in the file as it is stored. */
  line: z.number().int().positive(),
  /** What is so, and what to do. Never repeats a secret. */
  message: z.string(),
});
export type LintFinding = z.infer<typeof lintFindingSchema>;

export const lintCountsSchema = z.object({
  error: z.number().int(),
  warning: z.number().int(),
  note: z.number().int(),
});
export type LintCounts = z.infer<typeof lintCountsSchema>;
