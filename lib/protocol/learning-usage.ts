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

/** All attempts of a run to teach, together; null while one of them was not measured. */
export function usageOfAttempts({
  attempt,
  usage,
}: {
  attempt: number;
  usage: readonly { attempt: number; usage: LearningUsage }[];
}): { tokens: number | null; cost: number | null } | null {
  const measured = new Set(usage.map((each) => each.attempt));
  return attempt === 0 || measured.size < attempt ? null : totalUsage(usage.flatMap((each) => each.usage));
}
