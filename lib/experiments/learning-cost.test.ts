import { describe, expect, it } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { LearningUsage } from '#lib/protocol/learning-usage.ts';
import type { RunEventBody } from '#lib/protocol/run-event.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { buildLog } from '#lib/testing/build-log.ts';
import { sampleRunEvents } from '#lib/testing/sample-run.ts';
import { learningCostOf, meanLearningCost } from './learning-cost.ts';

const stage = (tokens: number | null, cost: number | null = null): LearningUsage[number] => ({
  stage: 'distillation',
  turns: 1,
  inputTokens: tokens,
  outputTokens: 0,
  cost,
});
/** The sample run up to its own end, then these attempts to learn from it. */
function taught(attempts: readonly (LearningUsage | null)[]) {
  const run = sampleRunEvents('run_1');
  const end = run.findIndex(({ type }) => type === 'run.completed');
  const bodies = run.slice(0, end + 1).filter(({ type }) => !type.startsWith('learning.'));
  const learning = attempts.flatMap((usage, index): RunEventBody[] => {
    const attempt = index + 1;
    return [
      { type: 'learning.requested', data: { attempt, sessionId: 's', spaceId: 'p' } },
      ...(usage ? ([{ type: 'learning.measured', data: { attempt, usage } }] as const) : []),
      { type: 'learning.completed', data: { attempt, skillsChanged: 1 } },
    ];
  });
  return foldRunEvents('run_1', buildLog('run_1', [...bodies, ...learning]));
}
const own = () => {
  const { inputTokens, outputTokens, calls } = summariseRun(taught([]));
  return { tokens: inputTokens + outputTokens, calls: calls.total };
};

describe('what learning cost', () => {
  it('is that of the run and of the pipeline, stage by stage', () => {
    const { tokens, calls } = own();
    expect(learningCostOf([taught([[stage(300), stage(40)]])])).toEqual({
      calls,
      tokens: tokens + 340,
      cost: null,
      pipeline: { tokens: 340, cost: null },
    });
  });

  it('counts an attempt that was made again', () => {
    expect(learningCostOf([taught([[stage(100)], [stage(10)]])]).pipeline).toEqual({
      tokens: 110,
      cost: null,
    });
  });

  it('says that the pipeline is unknown, and does not count it, where no attempt was measured', () => {
    const { tokens } = own();
    expect(learningCostOf([taught([null])])).toMatchObject({ tokens, pipeline: null });
    expect(learningCostOf([taught([null]), taught([])])).toMatchObject({
      tokens: 2 * tokens,
      pipeline: null,
    });
    expect(learningCostOf([taught([[stage(null)]])])).toMatchObject({
      tokens,
      pipeline: { tokens: null, cost: null },
    });
  });

  it('counts what is known, and says “at least”, where an attempt, a run or a call was not measured', () => {
    const { tokens } = own();
    expect(learningCostOf([taught([[stage(100)], null])])).toMatchObject({
      tokens: tokens + 100,
      pipeline: { tokens: 100 },
      isAtLeast: true,
    });
    expect(learningCostOf([taught([[stage(100)]]), taught([null])])).toMatchObject({
      tokens: 2 * tokens + 100,
      isAtLeast: true,
    });
    expect(learningCostOf([taught([[{ ...stage(100), unmetered: 1 }]])])).toMatchObject({
      tokens: tokens + 100,
      isAtLeast: true,
    });
  });

  it('counts the runs of tries that failed, also those that were never learned from', () => {
    const { tokens, calls } = own();
    const tries = [taught([]), taught([[stage(50)]]), taught([[stage(100)]])];
    expect(learningCostOf(tries)).toEqual({
      calls: 3 * calls,
      tokens: 3 * tokens + 150,
      cost: null,
      pipeline: { tokens: 150, cost: null },
    });
  });

  it('of several learnings is their mean, with the pipeline where it is known of all', () => {
    const cost = (tokens: number, pipeline: number | null) => ({
      calls: 10,
      tokens: tokens + (pipeline ?? 0),
      cost: null,
      pipeline: pipeline === null ? null : { tokens: pipeline, cost: null },
    });
    expect(meanLearningCost([cost(100, 20), cost(200, 40)])).toEqual({
      calls: 10,
      tokens: 180,
      cost: null,
      pipeline: { tokens: 30, cost: null },
    });
    expect(meanLearningCost([cost(100, 20), cost(200, null)])).toMatchObject({ tokens: 150, pipeline: null });
    expect(meanLearningCost([{ ...cost(100, 20), isAtLeast: true }, cost(200, 40)])).toMatchObject({
      tokens: 180,
      isAtLeast: true,
    });
    const old = { calls: 4, tokens: 90, cost: 0.5 };
    expect(meanLearningCost([old])).toEqual(old);
    expect(meanLearningCost([])).toBeNull();
  });
});
