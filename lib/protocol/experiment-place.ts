import { z } from 'zod';

/** Where a run belongs in its experiment; part of the run's own plan. */
export const experimentPlaceSchema = z.object({
  experimentId: z.string(),
  /** 0-based, in the order in which blocks are run; -1 for a learning run of the pipeline. */
  block: z.number().int().min(-1),
  label: z.string(),
  /** The independent learning whose skill the run has (or, with block -1, makes); null without. */
  distillationId: z.string().nullable(),
  /** 1 for the first try. */
  attempt: z.number().int().positive(),
});
export type ExperimentPlace = z.infer<typeof experimentPlaceSchema>;
