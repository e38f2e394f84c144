import { z } from 'zod';

/**
 * Who answers. `simulated` is the offline model: its figures are evidence about the lab, not about an LLM. `person` is
 * somebody at the page (played-run.ts): its figures are no evidence about any model.
 */
export const modelInfoSchema = z.object({
  kind: z.enum(['offline', 'openai', 'person']),
  name: z.string(),
  simulated: z.boolean(),
  /** Host of the server, without path or credentials; null for the offline model. */
  host: z.string().nullable(),
});
export type ModelInfo = z.infer<typeof modelInfoSchema>;

/** Which Acontext stores the sessions. */
export const acontextInfoSchema = z.object({
  kind: z.enum(['embedded', 'cloud', 'self-hosted']),
  host: z.string().nullable(),
});
export type AcontextInfo = z.infer<typeof acontextInfoSchema>;

export { SIMULATED_NOTE } from './simulated-note.ts';
