import { createEngine } from '#lib/engine/index.ts';
import { createLearning, type LearningTables } from '#lib/learning/index.ts';
import { createChatModel, createOfflineModel } from '#lib/models/index.ts';
import { openStore } from '#lib/store/index.ts';
import { serveHandler } from './serve-handler.ts';

export const EMBEDDED_KEY = 'sk-ac-integration';

/** The embedded Acontext as other programs meet it: real HTTP, the real engine and store, the offline model. */
export async function serveEmbeddedAcontext(
  config: { kind: 'sqlite'; dataDir: string } | { kind: 'postgres'; url: string; schema: string },
) {
  const clock = { now: () => Date.now() };
  const errors: unknown[] = [];
  const store = await openStore(config, { clock });
  const engine = await createEngine(config, { concurrency: 8, onError: (error) => errors.push(error) });
  const model = createChatModel({ kind: 'offline', handler: createOfflineModel() });
  const kysely = store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>();
  const learning = createLearning({
    kysely,
    engine,
    model: (request, options) => model.infer({ ...request, seed: 1, pace: 'instant' }, options),
    apiKey: EMBEDDED_KEY,
    clock,
    onError: (error) => errors.push(error),
  });
  await learning.start();
  await engine.run();
  const server = await serveHandler(learning.handle);
  return {
    baseUrl: `${server.url}/acontext/api/v1`,
    kysely,
    /** What nobody waited for and failed. */
    errors,
    close: async () => {
      learning.stop();
      await engine.stop();
      await server.close();
      await store.close();
    },
  };
}
