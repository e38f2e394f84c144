import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PipelineModel } from '#lib/learning/index.ts';
import { attachedSession, learned, learningHarness, say } from '#lib/testing/learning-harness.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-durability-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Answers `alive` times and is silent from then on. `silent` settles when that happens. */
function dyingModel(alive: number): { model: PipelineModel; silent: Promise<void> } {
  const { model } = scriptedPipeline({});
  let left = alive;
  let tell = (): void => {};
  const silent = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return {
    silent,
    model: (request, options) => {
      left -= 1;
      if (left >= 0) return model(request, options);
      tell();
      return new Promise(() => {});
    },
  };
}

const filesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), file_index: z.array(z.object({ path: z.string() })) }),
);

const usageSchema = z.array(z.object({ unmetered: z.number() }));

describe('a process that dies', () => {
  // The whole story asks the model six times: task agent 2, distiller 1, learner 3.
  test.each([0, 1, 2, 3, 4, 5])('after %i answers of the model loses and doubles nothing', async (alive) => {
    const path = join(folder, 'learning.db');
    const dying = dyingModel(alive);
    const first = await learningHarness({ path, model: dying.model });
    const ids = await attachedSession(first);
    await say(first, ids.session, 'The gateway answers 502.', 'It works now.');
    void first.call('POST', `/session/${ids.session}/flush`);
    await dying.silent;
    await first.crash();

    const second = await learningHarness({ path });
    expect(await learned(second, ids)).toEqual({ status: 'completed' });
    const status = await second.call('GET', `/session/${ids.session}/observing_status`);
    expect(status.data).toMatchObject({ observed: 2, in_process: 0, pending: 0 });
    const tasks = await second.call('GET', `/session/${ids.session}/task`);
    expect(tasks.data).toMatchObject({
      items: [{ status: 'success', data: { progresses: ['Raised upstream_timeout_ms from 5000 to 9000'] } }],
    });
    const distilled = await second.call('GET', `/lab/sessions/${ids.session}/distillations`);
    expect(distilled.data).toHaveLength(1);
    const { data } = await second.call('GET', `/learning_spaces/${ids.space}/skills`);
    const learnedSkills = filesSchema.parse(data).filter(({ name }) => name === 'gateway-incidents');
    expect(learnedSkills).toMatchObject([{ file_index: [{ path: 'SKILL.md' }, { path: 'timeouts.md' }] }]);
    // The call that was never answered may have been paid for.
    const usage = await second.call('GET', `/lab/sessions/${ids.session}/usage`);
    const unmetered = usageSchema.parse(usage.data).reduce((sum, each) => sum + each.unmetered, 0);
    expect(unmetered).toBe(1);
    expect(second.errors).toEqual([]);
    await second.close();
  });

  test('before a flush keeps the messages waiting and takes them up when they are due', async () => {
    const path = join(folder, 'learning.db');
    const first = await learningHarness({ path });
    const ids = await attachedSession(first);
    await say(first, ids.session, 'The gateway answers 502.');
    await first.crash();
    const second = await learningHarness({ path, settings: { bufferMs: 1 } });
    expect(await learned(second, ids)).toEqual({ status: 'completed' });
    await second.close();
  });
});

test('a process that is stopped in the middle does not end what it was doing', async () => {
  const path = join(folder, 'learning.db');
  let started = (): void => {};
  const asked = new Promise<void>((resolve) => {
    started = resolve;
  });
  const first = await learningHarness({
    path,
    model: (_request, { signal }) => {
      started();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    },
  });
  const ids = await attachedSession(first);
  await say(first, ids.session, 'The gateway answers 502.');
  void first.call('POST', `/session/${ids.session}/flush`);
  await asked;
  first.learning.stop();
  const status = await first.call('GET', `/session/${ids.session}/observing_status`);
  expect(status.data).toMatchObject({ in_process: 1 });
  await first.crash();
  const second = await learningHarness({ path });
  expect(await learned(second, ids)).toEqual({ status: 'completed' });
  await second.close();
});
