export { createKey } from './create-key.ts';
export type { NewKey } from './create-key.ts';
export { createLearning } from './create-learning.ts';
export type { Learning, LearningOptions } from './create-learning.ts';
export type { LearningTables } from './db/tables.ts';
export type { PipelineModel } from './services.ts';
export type { LearningSettings } from './settings.ts';
