/** Stands wherever the offline model's figures appear. In a file of its own, so that the browser gets it without zod. */
export const SIMULATED_NOTE = 'simulated agent: evidence about the lab, not about an LLM';
