import { z } from 'zod';
import { learningEventSchemas } from './event-learning.ts';
import { runEventSchemas } from './event-run.ts';
import { turnEventSchemas } from './event-turn.ts';

const bodySchema = z.discriminatedUnion('type', [
  ...runEventSchemas,
  ...turnEventSchemas,
  ...learningEventSchemas,
]);

/** What happened, without its place in the log. */
export type RunEventBody = z.infer<typeof bodySchema>;
export type RunEventType = RunEventBody['type'];
/** The body of one type. */
export type BodyOf<T extends RunEventType> = Extract<RunEventBody, { type: T }>;

const placeSchema = z.object({
  runId: z.string(),
  /** Position in the run's log, gapless from 1. */
  seq: z.number().int().positive(),
  /** Unique in the run; writing the same key again changes nothing, which makes a resumed run safe. */
  key: z.string(),
  /** ISO 8601, UTC. For display and durations, never for order. */
  at: z.string(),
});

/** A stored fact of a run. */
export const runEventSchema = z.intersection(placeSchema, bodySchema);
export type RunEvent = z.infer<typeof placeSchema> & RunEventBody;

export const runEventBodySchema = bodySchema;
