export { createAcontextClient } from './create-acontext-client.ts';
export type { AcontextClient, AcontextConfig } from './create-acontext-client.ts';
export { createSessionRecorder } from './create-session-recorder.ts';
export { createSkillAccess, createSnapshotSkillAccess, noSkills } from './create-skill-access.ts';
export type { Distillation } from './list-distillations.ts';
export type { LearningSession, LearningSpace, LearningSpaces, WaitOptions } from './learning-spaces.ts';
export { readLearningProgress } from './read-learning-progress.ts';
export type { ObservingStatus, Sessions, StoredMessage } from './sessions.ts';
export type { AcontextSkill, AcontextSkillFile, Skills } from './skills.ts';
