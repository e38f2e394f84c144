/** The figures of Acontext's pipeline; the defaults are its own. */
export interface LearningSettings {
  /** How long the first waiting message waits for company. */
  bufferMs: number;
  /** So many waiting messages are taken at once. */
  bufferMaxTurns: number;
  /** The most messages of one batch. */
  batchMax: number;
  taskAgentMaxIterations: number;
  /** Progress lines that the task agent is reminded of. */
  previousProgress: number;
  learnerMaxIterations: number;
  /** More iterations for each follow-up that arrives. */
  learnerExtraIterations: number;
  /** Waiting contexts that one learner takes along. */
  learnerMaxContexts: number;
  /** For one answer of the model. */
  modelTimeoutMs: number;
  /** How long a flush waits for its batch. */
  flushTimeoutMs: number;
  /** Largest request body in bytes. */
  maxBodyBytes: number;
}

export const DEFAULT_SETTINGS: LearningSettings = {
  bufferMs: 8000,
  bufferMaxTurns: 16,
  batchMax: 32,
  taskAgentMaxIterations: 6,
  previousProgress: 6,
  learnerMaxIterations: 24,
  learnerExtraIterations: 8,
  learnerMaxContexts: 4,
  modelTimeoutMs: 120_000,
  flushTimeoutMs: 300_000,
  maxBodyBytes: 16 * 1024 * 1024,
};
