import type { Kysely } from 'kysely';
import { createEngine } from '#lib/engine/index.ts';
import { createLearning, type LearningTables } from '#lib/learning/index.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';
import { openStore } from '#lib/store/index.ts';
import type { Place } from './place.ts';

export const BENCH_KEY = 'sk-ac-bench';

export type Handler = (request: Request) => Promise<Response>;

export interface OpenPlace {
  handle: Handler;
  kysely: Kysely<LearningTables>;
  close(): Promise<void>;
}

/** The embedded Acontext as the lab wires it, with a model that answers by script and in no time. */
export async function openPlace(place: Place): Promise<OpenPlace> {
  const clock = { now: () => Date.now() };
  const onError = (error: unknown): void => console.error(error);
  const store = await openStore(place, { clock, onError });
  const engine = await createEngine(place, { concurrency: 4, onError });
  const kysely = store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>();
  const learning = createLearning({
    kysely,
    engine,
    model: scriptedPipeline({}).model,
    clock,
    apiKey: BENCH_KEY,
    onError,
  });
  await learning.start();
  await engine.run();
  return {
    handle: learning.handle,
    kysely,
    close: async () => {
      learning.stop();
      await engine.stop();
      await store.close();
    },
  };
}
