export { createLearning } from './create-learning.ts';
export type { Learning, LearningOptions } from './create-learning.ts';
export { migrate as migrateLearning } from './db/migrations.ts';
export type { LearningTables } from './db/tables.ts';
export { createKeys } from './keys/create-keys.ts';
export type { CreatedKey, Keys } from './keys/create-keys.ts';
export type { PipelineModel } from './services.ts';
export type { LearningSettings } from './settings.ts';
