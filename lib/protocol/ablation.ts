import { z } from 'zod';

const line = z.number('must be a line number').int().min(1);

/** POST /api/skills/:id/ablations: take a stretch of a version out and run the same incidents with and without it. */
export const newAblationSchema = z.strictObject({
  versionId: z.string().min(1).max(100),
  file: z.string().min(1).max(400),
  from: line,
  to: line,
  scenarioIds: z.array(z.string().max(200)).min(1, 'choose an incident').max(10),
  /** How many seeds of each. */
  seeds: z
    .number('must be a whole number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .max(10, 'must be 10 or less')
    .default(3),
  /** The same id again starts nothing new. */
  requestId: z
    .string()
    .regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, - or _')
    .optional(),
});
export type NewAblation = z.output<typeof newAblationSchema>;
export type NewAblationInput = z.input<typeof newAblationSchema>;

/** Its answer. */
export interface AblationBody {
  /** The experiment that runs both versions on the same incidents and seeds. */
  experimentId: string;
  /** The masked version; it belongs to the lab alone and is never published. */
  skillId: string;
  versionId: string;
}
