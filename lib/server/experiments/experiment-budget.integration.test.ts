import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginExperiment, isIn, SMALL_AA, untilExperiment } from '#lib/testing/experiment-harness.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import { startStoryRun } from '../story/start-story-run.ts';

let test: TestLab;
beforeAll(async () => {
  test = await openTestLab();
  const { runId } = await startStoryRun({ part: 'act1', pace: 'instant' });
  await test.settled(runId);
});
afterAll(() => test.close());

describe('the budget of an experiment', () => {
  it('stops before the block that its budget would not hold, and says so', async () => {
    const experimentId = await beginExperiment({
      ...SMALL_AA,
      seeds: 10,
      concurrency: 1,
      budget: { maxTokens: 150_000 },
    });
    const { summary, progress } = await untilExperiment(experimentId, isIn('stopped'));
    expect(summary.status).toMatchObject({ cause: 'budget_tokens', says: expect.stringContaining('150000') });
    expect(progress.spent.inputTokens + progress.spent.outputTokens).toBeLessThanOrEqual(150_000);
    expect(progress.runs.done).toBeGreaterThan(2);
    expect(summary.verdict?.complete).toBe(false);
  });

  it('holds its budget while it learns, too', async () => {
    const experimentId = await beginExperiment({
      claim: 'pipeline',
      scenarioIds: ['upstream-timeout-near'],
      seeds: 1,
      arms: [{ arm: 'none' }, { arm: 'learned' }],
      pipeline: { distillations: 4, scenarioIds: ['classic-act-1'] },
      exploratory: true,
      budget: { maxTokens: 120_000 },
    });
    const { summary, distillations, progress } = await untilExperiment(
      experimentId,
      isIn('stopped', 'completed'),
    );
    expect(summary.status).toMatchObject({
      state: 'stopped',
      cause: 'budget_tokens',
      says: expect.stringContaining('the next learning would exceed the cap of 120000'),
    });
    const used = distillations.reduce((sum, { cost }) => sum + (cost.tokens ?? 0), 0);
    expect(distillations.length).toBeGreaterThan(0);
    expect(used).toBeLessThanOrEqual(120_000);
    expect(progress.runs.done).toBe(0);
  });
});
