import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createEngine } from '#lib/engine/index.ts';
import { createLearning, type LearningTables, type PipelineModel } from '#lib/learning/index.ts';
import { openStore } from '#lib/store/index.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

const CHILD = new URL('../testing/learning-child.ts', import.meta.url).pathname;

/** Starts a process, waits for the file, lets it go on for a while, and kills it. */
async function killedProcess(
  dataDir: string,
  notes: string,
  mode: string,
  file: string,
  afterMs: number,
): Promise<void> {
  rmSync(file, { force: true });
  const child = spawn(process.execPath, [CHILD, dataDir, notes, mode], { stdio: 'ignore' });
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  while (!existsSync(file) && child.exitCode === null) await delay(5);
  await delay(afterMs);
  child.kill('SIGKILL');
  await gone;
}

const KEY = 'sk-ac-child';
const clock = { now: () => Date.now() };

/** The embedded Acontext on a data folder, as the lab puts it together. */
async function openOn(dataDir: string, model: PipelineModel) {
  const store = await openStore({ kind: 'sqlite', dataDir }, { clock });
  const engine = await createEngine({ kind: 'sqlite', dataDir }, { concurrency: 4 });
  const learning = createLearning({
    kysely: store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>(),
    engine,
    model,
    apiKey: KEY,
    clock,
  });
  await learning.start();
  await engine.run();
  return {
    call: async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const request = new Request(`http://parent/api/v1${path}`, init);
      request.headers.set('authorization', `Bearer ${KEY}`);
      const response = await learning.handle(request);
      return z.object({ data: z.unknown() }).parse(await response.json()).data;
    },
    close: async () => {
      learning.stop();
      await engine.stop();
      await store.close();
    },
  };
}

type Opened = Awaited<ReturnType<typeof openOn>>;
interface Ids {
  space: string;
  session: string;
}

const skillsSchema = z.array(
  z.object({ name: z.string(), file_index: z.array(z.object({ path: z.string() })) }),
);

/** What the API shows once the learning has ended. */
async function outcome({ call }: Opened, { space, session }: Ids) {
  await expect
    .poll(() => call('GET', `/learning_spaces/${space}/sessions/${session}`), { timeout: 20_000 })
    .toMatchObject({ status: expect.stringMatching(/completed|failed/) });
  const skills = skillsSchema.parse(await call('GET', `/learning_spaces/${space}/skills`));
  return {
    link: await call('GET', `/learning_spaces/${space}/sessions/${session}`),
    observing: await call('GET', `/session/${session}/observing_status`),
    tasks: await call('GET', `/session/${session}/task`),
    distillations: await call('GET', `/lab/sessions/${session}/distillations`),
    learned: skills
      .filter(({ name }) => name === 'gateway-incidents')
      .map(({ file_index }) => file_index.map(({ path }) => path)),
  };
}

/** Everything once, nothing twice, nothing half. */
const LEARNED_ONCE = {
  link: { status: 'completed' },
  observing: { observed: 2, in_process: 0, pending: 0 },
  tasks: {
    items: [{ status: 'success', data: { progresses: ['Raised upstream_timeout_ms from 5000 to 9000'] } }],
  },
  distillations: [{ kind: 'success' }],
  learned: [['SKILL.md', 'timeouts.md']],
};

test('kill -9 again and again: every message is observed, the task is learned once, the skill is whole', async () => {
  const folder = temporaryLab();
  const { dataDir } = folder;
  const notes = join(dataDir, 'ids.json');
  // Six answers of 60 ms each: the kills fall into the task agent, the distillation and the learner.
  await killedProcess(dataDir, notes, 'begin', notes, 80);
  for (const afterMs of [20, 70, 130]) await killedProcess(dataDir, notes, 'resume', `${notes}.up`, afterMs);
  const ids = z
    .object({ space: z.string(), session: z.string() })
    .parse(JSON.parse(readFileSync(notes, 'utf8')));
  const opened = await openOn(dataDir, scriptedPipeline({}).model);
  expect(await outcome(opened, ids)).toMatchObject(LEARNED_ONCE);
  await opened.close();
  folder.remove();
});

// The story asks the model six times; the stop falls into each of them in turn.
test.each([0, 1, 2, 3, 4, 5])(
  'a clean stop after %i answers leaves the rest to the next start',
  async (answers) => {
    const folder = temporaryLab();
    const { dataDir } = folder;
    const { model } = scriptedPipeline({});
    let left = answers;
    let tell = (): void => {};
    const reached = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const first = await openOn(dataDir, (request, options) => {
      left -= 1;
      if (left >= 0) return model(request, options);
      tell();
      return new Promise((_resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    });
    const id = async (path: string, body: unknown) =>
      z.object({ id: z.string() }).parse(await first.call('POST', path, body)).id;
    const ids = { space: await id('/learning_spaces', {}), session: await id('/session', {}) };
    await first.call('POST', `/learning_spaces/${ids.space}/learn`, { session_id: ids.session });
    for (const content of ['The gateway answers 502.', 'It works now.']) {
      await first.call('POST', `/session/${ids.session}/messages`, { blob: { role: 'user', content } });
    }
    const flushed = first.call('POST', `/session/${ids.session}/flush`);
    await reached;
    await first.close();
    await flushed.catch(() => {});
    const second = await openOn(dataDir, model);
    expect(await outcome(second, ids)).toMatchObject(LEARNED_ONCE);
    await second.close();
    folder.remove();
  },
);
