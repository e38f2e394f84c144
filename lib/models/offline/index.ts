export { createOfflineModel, type OfflineModelOptions, PACE_HEADER } from './create-offline-model.ts';
export { MODEL_ID as OFFLINE_MODEL_ID } from './wire/write-response.ts';
