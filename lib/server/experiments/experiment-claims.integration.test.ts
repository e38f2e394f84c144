import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashScenario, scenarioSchema } from '#lib/environment/index.ts';
import { verifyEvidence } from '#lib/experiments/evidence/verify-evidence.ts';
import { createOfflineModel } from '#lib/models/index.ts';
import { newExperimentSchema, type NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import { beginExperiment, isIn, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { serveHandler } from '#lib/testing/serve-handler.ts';
import { exportEvidence } from './export-evidence.ts';
import { exportReport } from './export-report.ts';
import { getExperimentAnalysis } from './get-experiment-analysis.ts';
import { getExperimentOptions } from './get-experiment-options.ts';
import { listExperimentRows } from './list-experiment-rows.ts';
import { listSkills } from '../skills/list-skills.ts';
import { previewExperiment } from './preview-experiment.ts';
import { startStoryRun } from '../story/start-story-run.ts';

/** The lab with a second model: the offline one again, behind a server of the chat-completions protocol. */
let server: Awaited<ReturnType<typeof serveHandler>>;
let test: TestLab;
beforeAll(async () => {
  server = await serveHandler(createOfflineModel());
  test = await openTestLab({
    OPENAI_API_KEY: 'sk-test-0123456789abcdef',
    OPENAI_BASE_URL: `${server.url}/openai/v1`,
    OPENAI_MODEL: 'far-model',
  });
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
});
afterAll(async () => {
  await test.close();
  await server.close();
});

const preview = (input: NewExperimentInput) => previewExperiment(newExperimentSchema.parse(input));
async function differencesOf(experimentId: string): Promise<string[]> {
  const zip = await exportEvidence(experimentId);
  const files = new Map(Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()))));
  const hashOf = (definition: unknown) => hashScenario(scenarioSchema.parse(definition));
  return (await verifyEvidence(files, hashOf)).differences;
}

describe('the claim about the pipeline', () => {
  const input: NewExperimentInput = {
    claim: 'pipeline',
    scenarioIds: ['classic-act-2'],
    seeds: 1,
    arms: [{ arm: 'none' }, { arm: 'learned' }],
    models: ['offline'],
    pipeline: { distillations: 2 },
    exploratory: true,
  };

  it('learns each family so many times, tests each learning on its own, and counts what learning took', async () => {
    const { scenarios } = await getExperimentOptions();
    const noop = scenarios.find((scenario) => scenario.class === 'noop')?.scenarioId ?? '';
    const pick = (family: string) =>
      scenarios.find((scenario) => scenario.family === family && scenario.class === 'near')?.scenarioId ?? '';
    const wanted = { ...input, scenarioIds: [pick('cache'), pick('disk-full'), noop] };
    const experimentId = await beginExperiment(wanted);
    const { distillations, progress, summary, plan } = await untilExperiment(
      experimentId,
      isIn('completed', 'failed', 'paused'),
    );
    expect(summary.status).toEqual({ state: 'completed' });
    expect(plan.pipeline).toMatchObject({ distillations: 4, perFamily: 2 });
    expect(progress).toMatchObject({ learnings: { done: 4 }, runs: { done: 9 } });
    expect(distillations.map(({ attempt, failed }) => [attempt, failed])).toEqual(
      distillations.map(() => [1, []]),
    );
    const tokens = distillations.map(({ cost }) => cost.tokens ?? 0);
    expect(distillations.every(({ cost }) => (cost.pipeline?.tokens ?? 0) > 0)).toBe(true);
    expect(progress.spent.learningTokens).toBe(tokens.reduce((sum, each) => sum + each, 0));

    const { rows } = await listExperimentRows(experimentId);
    const testedOn = (id: string) =>
      rows.flatMap(({ scenarioId, distillationId }) => (scenarioId === id ? (distillationId ?? []) : []));
    expect(testedOn(pick('cache')).toSorted()).toEqual(['d01', 'd02']);
    expect(testedOn(pick('disk-full')).toSorted()).toEqual(['d03', 'd04']);
    expect(testedOn(noop)).toHaveLength(2);
    const analysis = await getExperimentAnalysis(experimentId);
    const payBack = analysis?.paired.payBack.find(({ unit }) => unit === 'tokens');
    expect(payBack?.learning).toBeCloseTo(tokens.reduce((sum, each) => sum + each, 0) / 4);
    expect(payBack?.pipeline).toBeGreaterThan(0);
    expect(await differencesOf(experimentId)).toEqual([]);

    // What it took is what the next one is estimated from; its skills stand apart in the list.
    const { estimate } = await preview(wanted);
    expect(estimate.restsOn).toContain('4 learnings');
    expect(estimate.restsOn).not.toContain('not known');
    const { experiments } = await listSkills();
    expect(new Set(Object.values(experiments))).toEqual(new Set([experimentId]));
    expect(Object.keys(experiments)).toHaveLength(4);
  });
});

describe('the claim across models', () => {
  const input: NewExperimentInput = {
    claim: 'models',
    scenarioIds: ['classic-act-2', 'upstream-timeout-near'],
    seeds: 2,
    arms: [{ arm: 'none' }, { arm: 'learned' }],
    models: ['far-model', 'offline'],
    exploratory: true,
  };

  it('is refused with one model, and any model of the configured server can be named', async () => {
    const options = await getExperimentOptions();
    expect(options.models.map(({ name }) => name)).toEqual(['far-model', 'offline']);
    expect(options.modelServer).toMatch(/^127\.0\.0\.1:/);
    const { problems } = await preview({ ...input, models: ['offline'] });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'one_model', field: 'models' }));
    const { plan, estimate } = await preview({ ...input, models: ['offline', 'another-one'] });
    expect(plan?.models.map(({ name }) => name)).toEqual(['offline', 'another-one']);
    // Nobody knows how quickly a server answers that was never asked; the caps are known.
    expect(estimate).toMatchObject({ ms: null, msRange: null, inputTokens: null, cost: null });
    expect(estimate.timeRestsOn).toContain('Unknown until a run of each model has ended in this lab');
    expect(estimate.restsOn).toContain('No run of another-one has ended');
    expect(estimate.restsOn).toContain('The caps allow 400 calls of a model at the most, 25 in each run.');
  });

  it('runs every block with every model and judges each alone, in the page’s figures and in the bundle', async () => {
    const experimentId = await beginExperiment(input);
    const { summary, progress } = await untilExperiment(experimentId, isIn('completed', 'failed', 'paused'));
    expect(summary.status).toEqual({ state: 'completed' });
    expect(progress.runs.done).toBe(16);
    const analysis = await getExperimentAnalysis(experimentId);
    const models = analysis?.models?.models ?? [];
    expect(models.map(({ model }) => model)).toEqual(['far-model', 'offline']);
    expect(analysis?.paired).toEqual(models[0]?.analysis);
    expect(models.map((each) => each.analysis.rows)).toEqual([8, 8]);
    // The same program under two names behaves the same.
    const percent = models.map((each) => each.analysis.contrasts[0]?.calls.percent);
    expect(percent[0]).toBe(percent[1]);
    // Learned once, by the model of the story, and paid back by each model's own saving.
    const payBack = models.map((each) => each.analysis.payBack.find(({ unit }) => unit === 'tokens'));
    expect(payBack.map((each) => each?.by)).toEqual([
      { learned: ['far-model'], used: ['far-model'] },
      { learned: ['far-model'], used: ['offline'] },
    ]);
    expect(payBack[0]?.learning).toBe(payBack[1]?.learning);
    const report = await (await exportReport(experimentId)).text();
    expect(report).toContain('Model by model');
    expect(report).toContain('<a href="#results-1">offline</a>');
    expect(report).toContain('Results with far-model');
    expect(await differencesOf(experimentId)).toEqual([]);
  });
});
