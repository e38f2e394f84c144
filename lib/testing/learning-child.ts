import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createEngine } from '#lib/engine/index.ts';
import { createLearning, type LearningTables } from '#lib/learning/index.ts';
import { openStore } from '#lib/store/index.ts';
import { scriptedPipeline } from './scripted-pipeline.ts';

/**
 * A process to be killed: the embedded Acontext with a model that takes its time. With the argument `begin` it also
 * stores a conversation and flushes it. Arguments: data folder, file that gets the ids, mode.
 */
const [dataDir = '', notes = '', mode = ''] = process.argv.slice(2);
const clock = { now: () => Date.now() };
const store = await openStore({ kind: 'sqlite', dataDir }, { clock });
const engine = await createEngine({ kind: 'sqlite', dataDir }, { concurrency: 4 });
const { model } = scriptedPipeline({});
const learning = createLearning({
  kysely: store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>(),
  engine,
  model: async (request, options) => {
    await delay(60);
    return model(request, options);
  },
  apiKey: 'sk-ac-child',
  clock,
});
await learning.start();
await engine.run();

const idSchema = z.object({ data: z.object({ id: z.string() }) });
const post = async (path: string, body: unknown): Promise<string> => {
  const response = await learning.handle(
    new Request(`http://child/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-ac-child', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  const parsed = idSchema.safeParse(await response.json());
  return parsed.success ? parsed.data.data.id : '';
};

if (mode === 'begin') {
  const space = await post('/learning_spaces', {});
  const session = await post('/session', {});
  await post(`/learning_spaces/${space}/learn`, { session_id: session });
  for (const content of ['The gateway answers 502.', 'It works now.']) {
    await post(`/session/${session}/messages`, { blob: { role: 'user', content } });
  }
  writeFileSync(notes, JSON.stringify({ space, session }));
  await post(`/session/${session}/flush`, {});
}
writeFileSync(`${notes}.up`, 'up');
// Stays until it is killed.
await delay(60_000);
