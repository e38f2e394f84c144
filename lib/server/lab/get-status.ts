import 'server-only';
import type { StatusBody } from '#lib/protocol/http.ts';
import { getLab } from './get-lab.ts';
import { LAB_VERSION } from './lab-version.ts';

export async function getStatus(): Promise<StatusBody> {
  const lab = await getLab();
  return {
    model: lab.model.info,
    acontext: lab.acontextInfo,
    learningModel: lab.embedded?.modelInfo ?? null,
    pricesConfigured: lab.config.openai?.prices !== null && lab.config.openai !== null,
    database: lab.store.kind,
    version: LAB_VERSION,
  };
}
