import { z } from 'zod';
import { TASK_STATUSES } from '#lib/protocol/event-learning.ts';

/**
 * What Acontext sends, read as loosely as possible: only what the lab uses must be there, everything else may come
 * and go with the server's version.
 */

export const wireSessionSchema = z.object({ id: z.string() });

export const wireMessageSchema = z.object({ id: z.string() });

/** `items`, `ids` and `metas` are parallel. */
export const wireMessageListSchema = z.object({
  items: z.array(z.unknown()),
  ids: z.array(z.string()),
  metas: z.array(z.record(z.string(), z.unknown()).nullable()).nullish(),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

/** 200 is success; failures come with HTTP 200 too. */
export const wireFlushSchema = z.object({ status: z.number(), errmsg: z.string().nullish() });

export const wireObservingSchema = z.object({
  observed: z.number().int(),
  in_process: z.number().int(),
  pending: z.number().int(),
});

const wireTaskSchema = z.object({
  id: z.string(),
  order: z.number().int(),
  status: z.enum(TASK_STATUSES),
  data: z.object({
    task_description: z.string(),
    progresses: z.array(z.string()).nullish(),
    user_preferences: z.array(z.string()).nullish(),
  }),
});

export const wireTaskListSchema = z.object({
  items: z.array(wireTaskSchema),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

export const wireSpaceSchema = z.object({
  id: z.string(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  created_at: z.string(),
});

export const wireSpaceListSchema = z.object({
  items: z.array(wireSpaceSchema),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

export const wireLearningSessionSchema = z.object({
  session_id: z.string(),
  learning_space_id: z.string(),
  status: z.string(),
  updated_at: z.string().nullish(),
  /** Only the embedded server says why learning failed. */
  error: z.string().nullish(),
});

export const wireSkillSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Absent in lists. */
  disk_id: z.string().nullish(),
  file_index: z.array(z.object({ path: z.string(), mime: z.string() })).nullish(),
  created_at: z.string(),
  updated_at: z.string(),
});

export const wireSkillListSchema = z.object({
  items: z.array(wireSkillSchema),
  next_cursor: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

export const wireSkillFileSchema = z.object({
  path: z.string(),
  mime: z.string(),
  content: z.object({ type: z.string(), raw: z.string() }).nullish(),
  url: z.string().nullish(),
});

/** The embedded server's own route. */
export const wireDistillationsSchema = z.array(
  z.object({
    id: z.string(),
    task_id: z.string().nullish(),
    kind: z.enum(['success', 'factual', 'failure', 'preference', 'skipped']),
    text: z.string(),
    created_at: z.string(),
  }),
);

/** The embedded server's own route. */
export const wireUsageSchema = z.array(
  z.object({
    stage: z.string(),
    turns: z.number().int(),
    input_tokens: z.number().int().nullish(),
    output_tokens: z.number().int().nullish(),
    cost: z.number().nullish(),
    unmetered: z.number().int().nullish(),
  }),
);
