import { unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { hashScenario, scenarioSchema } from '#lib/environment/index.ts';
import { verifyEvidence } from '#lib/experiments/evidence/verify-evidence.ts';
import { createOfflineModel } from '#lib/models/index.ts';
import type { NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import { beginExperiment, isIn, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openFarAcontext } from '#lib/testing/far-acontext.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { cancelRun } from '../runs/cancel-run.ts';
import { exportEvidence } from './export-evidence.ts';
import { getExperimentAnalysis } from './get-experiment-analysis.ts';
import { resumeExperiment } from './steer-experiment.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) await close();
});

const PIPELINE: NewExperimentInput = {
  claim: 'pipeline',
  scenarioIds: ['upstream-timeout-near'],
  seeds: 1,
  arms: [{ arm: 'none' }, { arm: 'learned' }],
  models: ['offline'],
  pipeline: { distillations: 1 },
  exploratory: true,
};

/** A lab whose learning thinks with a real model server: requests that the fault picks are refused for good. */
async function openWithFaults(isFault: (body: string) => boolean): Promise<TestLab> {
  const offline = createOfflineModel();
  const server = await serveHandler(async (request) => {
    const body = await request.clone().text();
    if (!isFault(body)) return offline(request);
    return Response.json({ error: { message: 'not today' } }, { status: 400 });
  });
  cleanUp.push(() => server.close());
  const test = await openTestLab({
    OPENAI_API_KEY: 'sk-test-0123456789abcdef',
    OPENAI_BASE_URL: `${server.url}/v1`,
    OPENAI_MODEL: 'far-model',
    LEARNING_MODEL: 'openai',
  });
  cleanUp.push(() => test.close());
  return test;
}

const isDistillation = (body: string): boolean => body.includes('report_success_analysis');

async function differencesOf(experimentId: string): Promise<string[]> {
  const zip = await exportEvidence(experimentId);
  const files = new Map(Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))));
  const hashOf = (definition: unknown) => hashScenario(scenarioSchema.parse(definition));
  return (await verifyEvidence(files, hashOf)).differences;
}

describe('a pipeline experiment whose learning fails on every try', () => {
  it('pauses with the reason; a resume tries anew, succeeds, and the cost counts the tries that failed', async () => {
    let isBroken = true;
    const test = await openWithFaults((body) => isBroken && isDistillation(body));
    const experimentId = await beginExperiment(PIPELINE);
    const paused = await untilExperiment(experimentId, isIn('paused', 'completed', 'failed'));
    const { maxAttempts } = paused.plan;
    expect(paused.summary.status).toMatchObject({
      state: 'paused',
      says: expect.stringMatching(/^Paused by itself, because learning d01 failed .*A resume tries again\.$/),
    });
    expect(paused.distillations).toEqual([]);
    expect(paused.progress.runs.done).toBe(0);
    const runsNow = async () =>
      (await test.lab.store.runs.list({ limit: 100, experiment: experimentId })).runs.map(
        ({ runId }) => runId,
      );
    const failed = await runsNow();
    expect(failed).toHaveLength(maxAttempts);

    // Nothing has changed: as many new tries, and a pause again.
    await resumeExperiment(experimentId);
    await untilExperiment(experimentId, isIn('paused', 'completed', 'failed'));
    const again = await runsNow();
    expect(again).toHaveLength(2 * maxAttempts);
    expect(again).toEqual(expect.arrayContaining(failed));

    isBroken = false;
    await resumeExperiment(experimentId);
    const { summary, distillations, progress } = await untilExperiment(
      experimentId,
      isIn('paused', 'completed', 'failed'),
    );
    expect(summary.status).toEqual({ state: 'completed' });
    expect(progress).toMatchObject({ learnings: { done: 1 }, runs: { done: 2 } });
    const [learned] = distillations;
    expect(learned?.attempt).toBe(2 * maxAttempts + 1);
    expect(learned?.failed?.map(({ runId }) => runId).toSorted()).toEqual(again.toSorted());
    expect(learned?.failed?.every(({ says }) => says.length > 0)).toBe(true);
    expect(learned?.skills.length).toBeGreaterThan(0);

    // Every try is paid for: its run and what its agents took; what the refused calls took nobody knows.
    const events = await Promise.all([...again, learned?.runId ?? ''].map((runId) => test.events(runId)));
    const measured = events
      .flat()
      .flatMap((event) => (event.type === 'learning.measured' ? [event.data] : []));
    expect(measured).toHaveLength(2 * maxAttempts + 1);
    const pipeline = measured
      .flatMap(({ usage }) => usage)
      .reduce((sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0), 0);
    expect(learned?.cost.pipeline?.tokens).toBe(pipeline);
    const calls = events.flat().filter(({ type }) => type === 'tool_call.completed').length;
    expect(learned?.cost).toMatchObject({ calls, isAtLeast: true });
    expect(progress.spent.learningTokens).toBe(learned?.cost.tokens);
    const analysis = await getExperimentAnalysis(experimentId);
    const payBack = analysis?.paired.payBack.find(({ unit }) => unit === 'tokens');
    expect(payBack).toMatchObject({ learning: learned?.cost.tokens, isAtLeast: true });
    expect(await differencesOf(experimentId)).toEqual([]);
  }, 180_000);

  it('tries again when somebody cancels one of its runs, and is not cancelled with it', async () => {
    const reached = Promise.withResolvers<void>();
    const open = Promise.withResolvers<void>();
    const far = await openFarAcontext();
    cleanUp.push(() => far.close());
    far.door = async (request) => {
      if (request.method === 'POST' && new URL(request.url).pathname.endsWith('/messages')) {
        reached.resolve();
        await open.promise;
      }
      return null;
    };
    const test = await openTestLab(far.env);
    cleanUp.push(() => test.close());
    const experimentId = await beginExperiment(PIPELINE);
    await reached.promise;
    const { runs } = await test.lab.store.runs.list({ limit: 1, experiment: experimentId });
    await cancelRun(runs[0]?.runId ?? '');
    open.resolve();
    const { summary, distillations } = await untilExperiment(
      experimentId,
      isIn('paused', 'completed', 'failed', 'cancelled'),
    );
    expect(summary.status).toEqual({ state: 'completed' });
    expect(distillations).toMatchObject([{ attempt: 2, failed: [{ says: 'Its run was cancelled.' }] }]);
  }, 120_000);
});

describe('a pipeline experiment whose Acontext is away', () => {
  it('pauses with the reason, and a resume goes on', async () => {
    const far = await openFarAcontext();
    cleanUp.push(() => far.close());
    const test = await openTestLab(far.env);
    cleanUp.push(() => test.close());
    await far.goAway();
    const experimentId = await beginExperiment(PIPELINE);
    const paused = await untilExperiment(experimentId, isIn('paused', 'completed', 'failed'));
    expect(paused.summary.status).toMatchObject({
      state: 'paused',
      says: expect.stringContaining('No connection to'),
    });
    await far.comeBack();
    await resumeExperiment(experimentId);
    const { summary } = await untilExperiment(experimentId, isIn('paused', 'completed', 'failed'));
    expect(summary.status).toEqual({ state: 'completed' });
  }, 120_000);
});
