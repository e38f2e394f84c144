export { createEngine } from './create-engine.ts';
export type { EngineOptions } from './create-engine.ts';
export type { EngineConfig } from './connect-backend.ts';
export { MAX_STEPS } from './run-workflow.ts';
