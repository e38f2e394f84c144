import { z } from 'zod';
import { errorInfoSchema } from './lab-error.ts';
import { learningUsageSchema } from './learning-usage.ts';

export const TASK_STATUSES = ['pending', 'running', 'success', 'failed'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** A task as Acontext extracted it from the session. */
export const taskSchema = z.object({
  taskId: z.string(),
  order: z.number().int(),
  description: z.string(),
  status: z.enum(TASK_STATUSES),
  progress: z.array(z.string()),
  preferences: z.array(z.string()),
});
export type Task = z.infer<typeof taskSchema>;

/**
 * Session and learning. `learning.requested` opens an attempt, `learning.completed | skipped | failed` closes it;
 * these may come after `run.completed`, and a retry opens another attempt.
 */
export const learningEventSchemas = [
  z.object({
    type: z.literal('session.created'),
    data: z.object({
      sessionId: z.string(),
      /** The space that the session teaches; null when it is not attached to one. */
      spaceId: z.string().nullable(),
    }),
  }),
  z.object({
    type: z.literal('session.message_stored'),
    data: z.object({
      /** Position in the conversation, 0 for the user's request (the system prompt is not stored). */
      index: z.number().int().nonnegative(),
      role: z.enum(['user', 'assistant', 'tool']),
      messageId: z.string(),
    }),
  }),
  /** The store refused or was away. The run goes on; from here on nothing is stored, and learning replays the log. */
  z.object({
    type: z.literal('session.storing_failed'),
    data: z.object({ index: z.number().int(), error: errorInfoSchema }),
  }),
  z.object({
    type: z.literal('learning.requested'),
    data: z.object({
      attempt: z.number().int().positive(),
      sessionId: z.string(),
      spaceId: z.string().nullable(),
    }),
  }),
  z.object({
    type: z.literal('learning.progressed'),
    data: z.object({
      attempt: z.number().int().positive(),
      /** Messages by Acontext's observing status. */
      observed: z.number().int(),
      inProcess: z.number().int(),
      pending: z.number().int(),
      /** Acontext's status of the learning session, verbatim; null when the session is not attached. */
      status: z.string().nullable(),
    }),
  }),
  /** Acontext is away or busy; the lab goes on asking. The next `learning.progressed` says that it answers again. */
  z.object({
    type: z.literal('learning.delayed'),
    data: z.object({
      attempt: z.number().int().positive(),
      error: errorInfoSchema,
      /** Until it is asked again; ms. */
      waitMs: z.number(),
    }),
  }),
  /** The latest state of one task; a later event for the same taskId replaces it. */
  z.object({
    type: z.literal('task.extracted'),
    data: z.object({ attempt: z.number().int().positive(), task: taskSchema }),
  }),
  z.object({
    type: z.literal('distillation.completed'),
    data: z.object({
      attempt: z.number().int().positive(),
      taskId: z.string().nullable(),
      kind: z.enum(['success', 'factual', 'failure', 'preference', 'skipped']),
      text: z.string(),
    }),
  }),
  /** Acontext's own API cannot show distillations; only the embedded server can. */
  z.object({
    type: z.literal('distillation.unavailable'),
    data: z.object({ attempt: z.number().int().positive(), reason: z.string() }),
  }),
  /** What the learning service's own agents took. Only the embedded server tells; from another there is no such event. */
  z.object({
    type: z.literal('learning.measured'),
    data: z.object({
      attempt: z.number().int().positive(),
      usage: learningUsageSchema,
      /** Read before the learning had ended: it may have gone on. */
      isPartial: z.boolean().optional(),
    }),
  }),
  z.object({
    type: z.literal('skill.updated'),
    data: z.object({
      attempt: z.number().int().positive(),
      skillId: z.string(),
      name: z.string(),
      change: z.enum(['created', 'updated']),
      versionId: z.string(),
      parentVersionId: z.string().nullable(),
      /** Files that differ from the parent. */
      paths: z.array(z.string()),
      isDefault: z.boolean(),
    }),
  }),
  z.object({
    type: z.literal('learning.completed'),
    data: z.object({ attempt: z.number().int().positive(), skillsChanged: z.number().int() }),
  }),
  z.object({
    type: z.literal('learning.skipped'),
    data: z.object({ attempt: z.number().int().positive(), reason: z.string() }),
  }),
  z.object({
    type: z.literal('learning.failed'),
    data: z.object({ attempt: z.number().int().positive(), error: errorInfoSchema }),
  }),
] as const;
