/** Stands wherever the offline model's figures appear. In a file of its own, so that the browser gets it without zod. */
export const SIMULATED_NOTE = 'simulated agent: evidence about the lab, not about an LLM';

/** The note that figures of these models need; null where all of them are real. */
export const noteOfModels = (models: readonly { simulated: boolean }[]): string | null =>
  models.some(({ simulated }) => simulated) ? SIMULATED_NOTE : null;
