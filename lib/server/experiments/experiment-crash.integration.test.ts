import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { createOfflineModel } from '#lib/models/index.ts';
import { checkStream } from '#lib/protocol/check-stream.ts';
import { beginExperiment, isIn, SMALL_AA, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { listExperimentRows } from './list-experiment-rows.ts';
import { resumeExperiment } from './steer-experiment.ts';

const CHILD = new URL('../../testing/experiment-child.ts', import.meta.url).pathname;

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) await close();
});

it('an experiment that is killed with -9 goes on by itself, and no run is lost or done twice', async () => {
  const folder = temporaryLab();
  cleanUp.push(() => folder.remove());
  const child = spawn(process.execPath, ['--conditions=react-server', CHILD, folder.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().split('\n').filter(Boolean)));
  await expect.poll(() => Number(lines.slice(1).at(-1) ?? 0), { timeout: 60_000 }).toBeGreaterThan(4);
  child.kill('SIGKILL');
  await once(child, 'close');
  const done = Number(lines.at(-1));
  expect(done).toBeLessThan(40);

  const test = await openTestLab({}, folder.dataDir);
  cleanUp.push(() => test.close());
  const experimentId = lines[0] ?? '';
  const before = await test.lab.store.runs.list({ limit: 100, experiment: experimentId });
  const { progress, summary } = await untilExperiment(experimentId, isIn('completed', 'failed'));
  expect(summary.status).toEqual({ state: 'completed' });
  expect(progress).toMatchObject({ runs: { done: 40, planned: 40 }, failedAttempts: [] });
  const { rows } = await listExperimentRows(experimentId);
  expect(new Set(rows.map(({ block, arm }) => `${block} ${arm}`)).size).toBe(40);
  expect((await test.lab.store.runs.list({ limit: 100, experiment: experimentId })).total).toBe(40);
  // What was there before the kill is what is there now.
  const ids = new Set(rows.map(({ id }) => id));
  expect(before.total).toBeGreaterThanOrEqual(done);
  expect(before.runs.every(({ runId }) => ids.has(runId))).toBe(true);
});

/** The offline model behind a server that answers some requests with a failure. */
async function openWithFaults(isFault: (request: number) => number | null): Promise<TestLab> {
  const offline = createOfflineModel();
  let requests = 0;
  const server = await serveHandler(async (request) => {
    requests += 1;
    const status = isFault(requests);
    if (status === null) return offline(request);
    await request.text();
    return Response.json({ error: { message: 'not today' } }, { status });
  });
  cleanUp.push(() => server.close());
  const test = await openTestLab({
    OPENAI_API_KEY: 'sk-test-0123456789',
    OPENAI_BASE_URL: `${server.url}/v1`,
    OPENAI_MODEL: 'far-away',
  });
  cleanUp.push(() => test.close());
  return test;
}

it('a run that infrastructure ends is tried again, listed apart and never counted as a failure', async () => {
  // A 400 is not tried again by the client: it ends the run.
  const test = await openWithFaults((request) => (request === 3 ? 400 : null));
  const experimentId = await beginExperiment({ ...SMALL_AA, concurrency: 2 });
  const { progress, summary, note } = await untilExperiment(
    experimentId,
    isIn('completed', 'paused', 'failed'),
  );
  expect(summary.status).toEqual({ state: 'completed' });
  expect(note).toBeNull();
  expect(progress.runs.done).toBe(12);
  expect(progress.failedAttempts).toMatchObject([
    { attempt: 1, final: false, error: { code: 'model_failed' } },
  ]);
  const { rows } = await listExperimentRows(experimentId);
  expect(rows.filter((row) => !row.infrastructureError && row.verified)).toHaveLength(12);
  const again = rows.find(({ attempt }) => attempt === 2);
  expect(again).toMatchObject({ infrastructureError: false });
  // Step by step, but without a session: the log is the only record.
  const log = await test.events(again?.id ?? '');
  expect(checkStream(log)).toEqual([]);
  expect(log.some(({ type }) => type.startsWith('session.') || type.startsWith('learning.'))).toBe(false);
});

it('pauses by itself when the key is refused, and a resume fills the places that stayed empty', async () => {
  let isOpen = false;
  await openWithFaults(() => (isOpen ? null : 401));
  const experimentId = await beginExperiment({ ...SMALL_AA, concurrency: 1 });
  const paused = await untilExperiment(experimentId, isIn('paused'));
  expect(paused.summary.status).toMatchObject({ says: expect.stringContaining('Paused by itself') });
  expect(paused.progress.failedAttempts).toMatchObject([{ error: { code: 'model_unauthorized' } }]);
  isOpen = true;
  await resumeExperiment(experimentId);
  const { progress } = await untilExperiment(experimentId, isIn('completed'));
  expect(progress.runs.done).toBe(12);
});
