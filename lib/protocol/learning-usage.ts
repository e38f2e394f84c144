import { z } from 'zod';

/** What the learning service's own agents took to learn from one session, stage by stage (task agent, distillation, skill learner). */
export const learningUsageSchema = z.array(
  z.object({
    stage: z.string(),
    turns: z.number().int(),
    /** null where the service does not know. */
    inputTokens: z.number().int().nullable(),
    outputTokens: z.number().int().nullable(),
    /** US dollars; null without a price. */
    cost: z.number().nullable(),
    /** Calls of the model that are in none of these, because nobody knows what they took. Absent: none. */
    unmetered: z.number().int().positive().optional(),
  }),
);
export type LearningUsage = z.infer<typeof learningUsageSchema>;

/** All stages together: input and output tokens, dollars. Each null where a part is unknown. */
export function totalUsage(usage: LearningUsage): { tokens: number | null; cost: number | null } {
  const sum = (values: readonly (number | null)[]) =>
    values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
  return {
    tokens: sum(usage.flatMap(({ inputTokens, outputTokens }) => [inputTokens, outputTokens])),
    cost: sum(usage.map(({ cost }) => cost)),
  };
}

/** What is known of what all attempts of a run to teach took. */
export interface UsageOfAttempts {
  tokens: number | null;
  cost: number | null;
  /** It took more than that, and nobody knows how much. */
  isAtLeast: boolean;
}

/** All attempts of a run to teach, together; null where none of them was measured. A run that was never learned from took nothing. */
export function usageOfAttempts({
  attempts,
  usage,
}: {
  attempts: number;
  usage: readonly { attempt: number; usage: LearningUsage; isPartial?: boolean | undefined }[];
}): UsageOfAttempts | null {
  const measured = new Set(usage.map((each) => each.attempt));
  if (attempts > 0 && measured.size === 0) return null;
  const isAtLeast =
    measured.size < attempts ||
    usage.some((each) => each.isPartial || each.usage.some(({ unmetered = 0 }) => unmetered > 0));
  return { ...totalUsage(usage.flatMap((each) => each.usage)), isAtLeast };
}
