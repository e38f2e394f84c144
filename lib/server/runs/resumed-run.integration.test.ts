import { afterEach, expect, it } from 'vitest';
import { createOfflineModel } from '#lib/models/index.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { openTestLab } from '#lib/testing/open-test-lab.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { startStoryRun } from '../story/start-story-run.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) await close();
});

/** A real model server that falls silent at its n-th request, until it is told to answer again. */
async function openModel(silentFrom: number) {
  const offline = createOfflineModel();
  const reached = Promise.withResolvers<void>();
  const back = Promise.withResolvers<void>();
  let requests = 0;
  const server = await serveHandler(async (request) => {
    requests += 1;
    if (requests >= silentFrom) {
      reached.resolve();
      await back.promise;
    }
    return offline(request);
  });
  cleanUp.push(() => server.close());
  const env = {
    OPENAI_API_KEY: 'sk-test-0123456789',
    OPENAI_BASE_URL: `${server.url}/v1`,
    OPENAI_MODEL: 'far-away',
  };
  return { env, reached: reached.promise, answer: () => back.resolve() };
}

const at = (event: RunEvent | undefined): number => Date.parse(event?.at ?? '');

it('a run that a lab takes up again does not count the time in which no lab was up, however often that happens', async () => {
  const folder = temporaryLab();
  cleanUp.push(() => folder.remove());
  const model = await openModel(4);
  const first = await openTestLab(model.env, folder.dataDir);
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await model.reached;
  const before = await first.events(runId);
  await first.close();
  // It dies once more before it comes to anything.
  const second = await openTestLab(model.env, folder.dataDir);
  await expect
    .poll(async () => (await second.events(runId)).length, { timeout: 30_000 })
    .toBe(before.length + 1);
  await second.close();
  model.answer();

  const third = await openTestLab(model.env, folder.dataDir);
  cleanUp.push(() => third.close());
  const run = await third.settled(runId);
  const events = await third.events(runId);
  expect(checkStream(events)).toEqual([]);
  expect(events.slice(0, before.length)).toEqual(before);
  const resumed = events.flatMap((event) => (event.type === 'run.resumed' ? [event] : []));
  expect(resumed.map(({ data, seq }) => [data.since, seq])).toEqual([
    [before.at(-1)?.at, before.length + 1],
    [resumed[0]?.at, before.length + 2],
  ]);
  const down = resumed.reduce((sum, event) => sum + at(event) - Date.parse(event.data.since), 0);
  const started = events.find(({ type }) => type === 'run.started');
  const ended = events.find(({ type }) => type === 'run.completed');
  expect(down).toBeGreaterThan(0);
  expect(run.activeMs).toBe(at(ended) - at(started) - down);
});

it('a run that nothing interrupted says nothing of it', async () => {
  const test = await openTestLab();
  cleanUp.push(() => test.close());
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
  expect((await test.events(runId)).some(({ type }) => type === 'run.resumed')).toBe(false);
});
