export { createChatModel } from './create-chat-model.ts';
export type { ChatModelConfig } from './create-chat-model.ts';
export type { Prices } from './cost-of.ts';
export { createOfflineModel, OFFLINE_MODEL_ID, type OfflineModelOptions } from './offline/index.ts';
