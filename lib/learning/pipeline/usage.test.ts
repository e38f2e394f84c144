import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  attachedSession,
  learned,
  learningHarness,
  say,
  type LearningHarness,
} from '#lib/testing/learning-harness.ts';
import { scriptedPipeline } from '#lib/testing/scripted-pipeline.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { PipelineModel } from '#lib/learning/index.ts';

const usageSchema = z.array(
  z.object({
    stage: z.string(),
    turns: z.number(),
    input_tokens: z.number().nullable(),
    output_tokens: z.number().nullable(),
    cost: z.number().nullable(),
    unmetered: z.number(),
  }),
);

let lab: LearningHarness | null = null;
afterEach(() => lab?.close());

async function usageAfterLearning(model: PipelineModel) {
  lab = await learningHarness({ model });
  const ids = await attachedSession(lab);
  await say(lab, ids.session, 'The gateway answers 502.', 'It works now.');
  await lab.call('POST', `/session/${ids.session}/flush`);
  await learned(lab, ids);
  return usageSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/usage`)).data);
}

/** Every answer takes ten tokens in, one out and a cent. */
const counting =
  (of: PipelineModel): PipelineModel =>
  async (request, options) => ({
    ...(await of(request, options)),
    usage: { inputTokens: 10, outputTokens: 1 },
    cost: 0.01,
  });

test('what the agents of the pipeline took is known stage by stage', async () => {
  const { model, asked } = scriptedPipeline({});
  const usage = await usageAfterLearning(counting(model));
  expect(usage.map(({ stage }) => stage)).toEqual(['task_agent', 'distillation', 'skill_learner']);
  const turns = usage.reduce((sum, each) => sum + each.turns, 0);
  expect(turns).toBe(asked.length);
  expect(usage.reduce((sum, each) => sum + (each.input_tokens ?? 0), 0)).toBe(10 * asked.length);
  expect(usage.reduce((sum, each) => sum + (each.output_tokens ?? 0), 0)).toBe(asked.length);
  expect(usage.every(({ unmetered }) => unmetered === 0)).toBe(true);
  expect(usage.every(({ cost, turns: own }) => Math.abs((cost ?? 0) - own * 0.01) < 1e-9)).toBe(true);
});

test('a turn that failed and was made again counts what both took', async () => {
  const { model, asked } = scriptedPipeline({});
  let distillations = 0;
  const stumbling: PipelineModel = async (request, options) => {
    const answer = await counting(model)(request, options);
    const isDistiller = request.tools.some(({ name }) => name === 'report_success_analysis');
    // Its first answer says nothing that can be used.
    return isDistiller && (distillations += 1) === 1 ? { ...answer, toolCalls: [] } : answer;
  };
  lab = await learningHarness({ model: stumbling });
  const ids = await attachedSession(lab);
  await say(lab, ids.session, 'The gateway answers 502.', 'It works now.');
  await lab.call('POST', `/session/${ids.session}/flush`);
  await learned(lab, ids);
  const usage = usageSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/usage`)).data);
  expect(usage.reduce((sum, each) => sum + (each.input_tokens ?? 0), 0)).toBe(10 * asked.length);
});

test('a call that failed without an answer is told beside what is known, and so are failed tries behind an answer', async () => {
  const { model, asked } = scriptedPipeline({});
  let calls = 0;
  const failing: PipelineModel = async (request, options) => {
    calls += 1;
    if (calls === 1) throw new Error('The connection broke.');
    const answer = await counting(model)(request, options);
    return calls === 2 ? { ...answer, unmetered: 2 } : answer;
  };
  lab = await learningHarness({ model: failing });
  const ids = await attachedSession(lab);
  await say(lab, ids.session, 'The gateway answers 502.', 'It works now.');
  // The first try of the task agent fails; the messages are read again with the next flush.
  await lab.call('POST', `/session/${ids.session}/flush`);
  await say(lab, ids.session, 'Is it still fine?', 'It works now.');
  await lab.call('POST', `/session/${ids.session}/flush`);
  await learned(lab, ids);
  const usage = usageSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/usage`)).data);
  expect(usage.reduce((sum, each) => sum + each.unmetered, 0)).toBe(3);
  expect(usage.reduce((sum, each) => sum + (each.input_tokens ?? 0), 0)).toBe(10 * asked.length);
});

test('a request that was turned away took nothing', async () => {
  const { model } = scriptedPipeline({});
  let calls = 0;
  const limited: PipelineModel = async (request, options) => {
    calls += 1;
    if (calls === 1) throw new LabError({ code: 'model_rate_limited', message: 'Too many requests.' });
    return counting(model)(request, options);
  };
  lab = await learningHarness({ model: limited });
  const ids = await attachedSession(lab);
  await say(lab, ids.session, 'The gateway answers 502.', 'It works now.');
  await lab.call('POST', `/session/${ids.session}/flush`);
  const usage = usageSchema.parse((await lab.call('GET', `/lab/sessions/${ids.session}/usage`)).data);
  expect(calls).toBeGreaterThan(0);
  expect(usage.reduce((sum, each) => sum + each.unmetered, 0)).toBe(0);
});

test('a model that does not count leaves it unknown', async () => {
  const usage = await usageAfterLearning(scriptedPipeline({}).model);
  expect(usage.length).toBe(3);
  expect(usage.every(({ input_tokens, cost }) => input_tokens === null && cost === null)).toBe(true);
});
