import { describe, expect, it } from 'vitest';
import type { ExperimentPlan, PlannedScenario } from '#lib/protocol/experiment-plan.ts';
import { sampleArm, samplePlanOf, sampleScenario } from '#lib/testing/sample-experiment-parts.ts';
import { planBlocks } from './plan-blocks.ts';
import { planLearnings } from './plan-learnings.ts';
import { sizePlan } from './size-plan.ts';

const of = (family: string, scenarioId: string, name: PlannedScenario['class'] = 'near') => ({
  ...sampleScenario(scenarioId, name),
  family,
});
const pipelinePlan = (pipeline: NonNullable<ExperimentPlan['pipeline']>): ExperimentPlan =>
  samplePlanOf({
    claim: 'pipeline',
    scenarios: [of('cache', 'cache-near'), of('disk', 'disk-near'), of('noop', 'calm', 'noop')],
    seeds: [1, 2, 3],
    arms: [sampleArm('none'), sampleArm('learned', { skills: [], fromPipeline: true })],
    pipeline,
  });
const sources = [of('cache', 'cache-learn', 'learning'), of('disk', 'disk-learn', 'learning')];
const perFamily = pipelinePlan({ distillations: 10, perFamily: 5, scenarios: sources });
const testedOn = (plan: ExperimentPlan, scenarioId: string) =>
  planBlocks(plan)
    .filter(({ scenario }) => scenario.scenarioId === scenarioId)
    .map(({ runs }) => runs.flatMap(({ distillationId }) => distillationId ?? []).toSorted());

describe('the learnings of a pipeline', () => {
  it('are so many of each family, each told by a seed of its own', () => {
    const learnings = planLearnings(perFamily);
    expect(learnings.map(({ scenario }) => scenario.family)).toEqual([
      ...Array.from({ length: 5 }, () => 'cache'),
      ...Array.from({ length: 5 }, () => 'disk'),
    ]);
    expect(new Set(learnings.map(({ seed }) => seed)).size).toBe(10);
    expect(learnings.at(-1)?.distillationId).toBe('d10');
  });

  it('are tested on the incidents of their own family', () => {
    const [first, ...others] = testedOn(perFamily, 'disk-near');
    expect(first).toEqual(['d06', 'd07', 'd08', 'd09', 'd10']);
    expect(others).toEqual([first, first]);
  });

  it('take turns where nothing is to fix, so that each family shows where it does harm', () => {
    const tested = testedOn(perFamily, 'calm');
    expect(tested.every((ids) => ids.length === 5)).toBe(true);
    const counts = Map.groupBy(tested.flat(), (id) => id);
    expect(counts.size).toBe(10);
    expect([...counts.values()].every(({ length }) => length === 1 || length === 2)).toBe(true);
  });

  it('are counted as the plan runs them; a bound on harm counts blocks, whose runs share a control', () => {
    const size = sizePlan(perFamily);
    expect(size).toMatchObject({ blocks: 9, runs: 54, learningRuns: 10, pairs: 30, harmPairs: 3 });
    expect(size.units).toEqual({ kind: 'scenario_and_distillation', count: 10 });
    expect(planBlocks(perFamily).flatMap(({ runs }) => runs)).toHaveLength(size.runs);
  });

  it('of plans from before they had families are tested on every incident, as they were', () => {
    const old = pipelinePlan({ distillations: 3, scenarios: sources });
    expect(planLearnings(old).map(({ scenario }) => scenario.scenarioId)).toEqual([
      'cache-learn',
      'disk-learn',
      'cache-learn',
    ]);
    expect(testedOn(old, 'calm')[0]).toEqual(['d01', 'd02', 'd03']);
  });
});
