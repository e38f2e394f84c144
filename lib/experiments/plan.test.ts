import { describe, expect, it } from 'vitest';
import { analysisRulesSchema, claimSchema, scenarioClassSchema } from '#lib/protocol/experiment-plan.ts';
import { CLAIMS, defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { SCENARIO_CLASSES } from '#lib/stats/analysis/run-row.ts';
import { sampleArm, samplePlanOf, sampleScenario } from '#lib/testing/sample-experiment-parts.ts';
import { checkPlan, pairsForHarmGate } from './check-plan.ts';
import { classifyScenario } from './classify-scenario.ts';
import { declareContrasts, isAA } from './declare-contrasts.ts';
import { BudgetGuard, type Spent, type Work } from './guard-budget.ts';
import { hashPlan } from './hash-plan.ts';
import { isWithinTolerance, lengthOf, placeboSkill, referenceSkill } from './library/compose-skill.ts';
import { LESSONS } from './library/lessons.ts';
import { planBlocks } from './plan-blocks.ts';
import { sizePlan } from './size-plan.ts';
import { validateSkill } from '#lib/skills/validate-skill.ts';

describe('a plan', () => {
  it('speaks the words of the statistics', () => {
    expect(claimSchema.options).toEqual([...CLAIMS]);
    expect(scenarioClassSchema.options).toEqual([...SCENARIO_CLASSES]);
    for (const claim of CLAIMS)
      expect(analysisRulesSchema.parse(defaultRules(claim))).toEqual(defaultRules(claim));
  });

  it('has a hash that its meaning decides, and not the order of its keys', () => {
    const plan = samplePlanOf();
    const reversed = samplePlanOf(Object.fromEntries(Object.entries(plan).toReversed()));
    expect(hashPlan(reversed)).toBe(hashPlan(plan));
    expect(hashPlan({ ...plan, seeds: [1, 3] })).not.toBe(hashPlan(plan));
    const [arm] = plan.arms;
    expect(hashPlan({ ...plan, arms: arm ? [{ ...arm, note: 'other' }] : [] })).not.toBe(hashPlan(plan));
  });

  it('becomes blocks of one run per arm, shuffled by its seed and by nothing else', () => {
    const plan = samplePlanOf({ seeds: [1, 2, 3, 4, 5, 6] });
    const blocks = planBlocks(plan);
    expect(blocks.map(({ index }) => index)).toEqual(blocks.map((_, index) => index));
    expect(new Set(blocks.map(({ scenario, seed }) => `${scenario.scenarioId} ${seed}`)).size).toBe(12);
    for (const { runs } of blocks)
      expect(runs.map(({ arm }) => arm.label).toSorted()).toEqual(['learned', 'none']);
    const firsts = blocks.map(({ runs }) => runs[0]?.arm.label);
    expect(new Set(firsts).size).toBe(2);
    expect(planBlocks(plan)).toEqual(blocks);
    expect(planBlocks({ ...plan, orderSeed: 'other' })).not.toEqual(blocks);
  });

  it('runs a pipeline arm once for each independent learning', () => {
    const plan = samplePlanOf({
      claim: 'pipeline',
      arms: [sampleArm('none'), sampleArm('learned', { skills: [], fromPipeline: true })],
      pipeline: { distillations: 3, perFamily: 3, scenarios: [sampleScenario('l', 'learning')] },
    });
    const [block] = planBlocks(plan);
    expect(block?.runs.map(({ distillationId }) => distillationId ?? '').toSorted()).toEqual([
      '',
      'd01',
      'd02',
      'd03',
    ]);
    expect(sizePlan(plan)).toMatchObject({ blocks: 4, runs: 16, learningRuns: 3, pairs: 6, harmPairs: 2 });
  });

  it('is refused below its floors, and only warned about when it is exploratory', () => {
    const codes = (level: string, exploratory: boolean) =>
      checkPlan(samplePlanOf(), { exploratory }).flatMap((problem) =>
        problem.level === level ? [problem.code] : [],
      );
    expect(codes('refuse', false)).toEqual(['too_few_pairs', 'too_few_scenarios']);
    expect(codes('refuse', true)).toEqual([]);
    expect(codes('warn', true)).toEqual(
      expect.arrayContaining(['too_few_pairs', 'few_harm_pairs', 'no_placebo', 'simulated']),
    );
    expect(pairsForHarmGate({ most: 0.1, alpha: 0.05 })).toBe(29);
  });
});

describe('contrasts', () => {
  const arms = (...kinds: Parameters<typeof sampleArm>[0][]) =>
    kinds.map((kind, index) => ({ label: `${kind} ${index}`, arm: kind }));

  it('put the learned skill against none first', () => {
    const declared = declareContrasts(arms('none', 'placebo', 'learned'));
    expect(declared.map(({ treated, control }) => `${treated} − ${control}`)).toEqual([
      'learned 2 − none 0',
      'learned 2 − placebo 1',
      'placebo 1 − none 0',
    ]);
  });

  it('know an A/A experiment when they see one', () => {
    const twice = arms('none', 'none');
    expect(isAA(twice, declareContrasts(twice))).toBe(true);
    const more = arms('none', 'learned', 'none');
    expect(isAA(more, declareContrasts(more))).toBe(false);
    expect(declareContrasts(more)).toHaveLength(2);
    expect(declareContrasts(arms('none'))).toEqual([]);
  });
});

describe('what an incident is for', () => {
  const learned = { scenarioIds: ['pool-1'], families: ['pool'] };
  const of = (
    scenarioId: string,
    family: string,
    name: Parameters<typeof classifyScenario>[0]['class'],
    claim = 'family',
  ) => classifyScenario({ scenarioId, family, class: name }, learned, claim);

  it('depends on what the skill was learned from', () => {
    expect(of('pool-1', 'pool', 'learning')).toBe('learning');
    expect(of('pool-2', 'pool', 'learning')).toBe('near');
    expect(of('pool-3', 'pool', 'negative')).toBe('negative');
    expect(of('disk-1', 'disk', 'near')).toBe('unrelated');
    expect(of('disk-1', 'disk', 'near', 'across-families')).toBe('far');
    expect(of('disk-2', 'disk', 'negative', 'across-families')).toBe('unrelated');
    expect(of('none', 'noop', 'noop')).toBe('noop');
  });
});

describe('the skills that come with the lab', () => {
  it('are well-formed', () => {
    for (const { family } of LESSONS) {
      const skill = referenceSkill([family]);
      expect(validateSkill(skill?.files ?? [])).toEqual([]);
    }
    expect(referenceSkill(['unheard-of'])).toBeNull();
  });

  it('make a placebo of another family within a tenth of the length', () => {
    for (const target of [1600, 2000, 2430, 3500, 5000]) {
      const placebo = placeboSkill(target, ['upstream-timeout']);
      expect(placebo?.families).not.toContain('upstream-timeout');
      expect(isWithinTolerance(lengthOf(placebo?.files ?? []), target)).toBe(true);
    }
    expect(placeboSkill(100, [])).toBeNull();
    expect(placeboSkill(100_000, [])).toBeNull();
  });
});

describe('a budget', () => {
  it('lets a block begin only while all blocks at work and it still fit', () => {
    const guard = new BudgetGuard({ maxTokens: 1000, maxCost: null }, expecting({ tokens: 100, cost: null }));
    expect(guard.reserve('run', 5)).toBeNull();
    expect(guard.reserve('run', 5)).toBeNull();
    expect(guard.reserve('run', 1)).toMatchObject({ state: 'stopped', cause: 'budget_tokens' });
    for (let run = 0; run < 5; run += 1) {
      guard.spend('run', { tokens: 20, cost: null });
      guard.release('run', 1);
    }
    // What is measured replaces what was expected.
    expect(guard.reserve('run', 40)).toBeNull();
    expect(guard.reserve('run', 1)).not.toBeNull();
  });

  it('keeps what learnings take apart from what runs take, under one cap', () => {
    const guard = new BudgetGuard({ maxTokens: 1000, maxCost: null }, expecting({ tokens: 10, cost: null }));
    expect(guard.reserve('learning', 1)).toBeNull();
    guard.spend('learning', { tokens: 400, cost: null });
    guard.release('learning', 1);
    expect(guard.reserve('learning', 2)).toMatchObject({
      says: expect.stringContaining('the next learning'),
    });
    expect(guard.reserve('run', 60)).toBeNull();
    expect(guard.reserve('run', 1)).toMatchObject({ says: expect.stringContaining('400 tokens are used') });
  });

  it('wants one piece alone where a cap stands and nothing is known', () => {
    const unknown = { tokens: 0, cost: null };
    expect(new BudgetGuard({ maxTokens: null, maxCost: null }, expecting(unknown)).isBlind('run')).toBe(
      false,
    );
    const guard = new BudgetGuard({ maxTokens: 1000, maxCost: null }, expecting(unknown));
    expect(guard.isBlind('run')).toBe(true);
    guard.spend('run', { tokens: 5, cost: null });
    expect([guard.isBlind('run'), guard.isBlind('learning')]).toEqual([false, true]);
  });

  it('caps dollars too', () => {
    const guard = new BudgetGuard({ maxTokens: null, maxCost: 1 }, expecting({ tokens: 0, cost: 0.3 }));
    expect(guard.reserve('run', 3)).toBeNull();
    expect(guard.reserve('run', 1)).toMatchObject({ cause: 'budget_cost' });
  });
});

const expecting = (one: Spent): Record<Work, Spent> => ({ run: one, learning: one });
