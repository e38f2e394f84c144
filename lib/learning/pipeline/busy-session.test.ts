import { afterEach, expect, test } from 'vitest';
import {
  attachedSession,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';

let lab: LearningHarness;
afterEach(() => lab.close());

const texts = (count: number): string[] => Array.from({ length: count }, (_, index) => `Message ${index}.`);

test('what comes while a batch is worked on is taken up when it ends, without a flush', async () => {
  const gate = Promise.withResolvers<void>();
  const scripted = scriptedPipeline({
    taskAgent: async () => {
      await gate.promise;
      return [['finish']];
    },
  });
  lab = await learningHarness({ model: scripted.model, settings: { bufferMs: 60_000 } });
  const { session } = await attachedSession(lab);
  const status = async () => (await lab.call('GET', `/session/${session}/observing_status`)).data;
  await say(lab, session, ...texts(16));
  await expect.poll(status).toMatchObject({ in_process: 16, pending: 0 });
  await say(lab, session, ...texts(20));
  expect(await status()).toMatchObject({ in_process: 16, pending: 20 });
  gate.resolve();
  await expect.poll(status).toMatchObject({ observed: 36, in_process: 0, pending: 0 });
});
