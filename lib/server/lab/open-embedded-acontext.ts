import { createLearning } from '#lib/learning/index.ts';
import type { ChatModel, Clock, Engine } from '#lib/protocol/ports.ts';
import type { Store } from '#lib/store/index.ts';
import type { EmbeddedAcontext } from './lab.ts';
import { logError } from '../http/log-error.ts';
import { learningTables, openKeys } from './open-keys.ts';

/** The embedded Acontext over the lab's database, with its own engine, thinking with `model`. */
export async function openEmbeddedAcontext(parts: {
  store: Store;
  engine: Engine;
  model: ChatModel;
  apiKey: string;
  clock: Clock;
  /** Answers requests, and works on nothing. */
  atRest: boolean;
}): Promise<EmbeddedAcontext> {
  const { store, engine, model, apiKey, clock, atRest } = parts;
  const learning = createLearning({
    kysely: learningTables(store),
    engine,
    model: (request, { signal }) => model.infer({ ...request, seed: 1, pace: 'instant' }, { signal }),
    apiKey,
    clock,
    onError: logError,
  });
  await learning.start({ atRest });
  if (!atRest) await engine.run();
  return {
    handle: (request) => learning.handle(request),
    keys: openKeys(store, clock),
    modelInfo: model.info,
    async stop() {
      learning.stop();
      await engine.stop();
    },
  };
}
