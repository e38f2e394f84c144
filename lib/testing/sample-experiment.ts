import { analyseExperiment } from '#lib/experiments/analyse-experiment.ts';
import { hashPlan } from '#lib/experiments/hash-plan.ts';
import { planBlocks } from '#lib/experiments/plan-blocks.ts';
import { sizePlan } from '#lib/experiments/size-plan.ts';
import type { ExperimentRow, ExperimentView } from '#lib/protocol/experiment.ts';
import { SIMULATED_NOTE } from '#lib/protocol/simulated-note.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { seededRandom } from '#lib/utils/seeded-random.ts';
import { sampleArm, samplePlanOf, sampleRow, sampleScenario } from './sample-experiment-parts.ts';

/** A finished experiment as its page gets it. */
export interface SampleExperiment {
  view: ExperimentView;
  rows: ExperimentRow[];
  analysis: ExperimentAnalysis;
}

const AT = '2026-01-01T00:00:00.000Z';
const STARTS = { none: 14, learned: 9, placebo: 15 };

/**
 * Twelve incidents on which the skill helps and eight on which it could harm, five seeds, three arms, analysed as any other. The same
 * every time.
 */
export async function sampleExperiment(): Promise<SampleExperiment> {
  const plan = samplePlanOf({
    scenarios: Array.from({ length: 20 }, (_, index) =>
      sampleScenario(`s${String(index + 1).padStart(2, '0')}`, index < 12 ? 'near' : 'negative'),
    ),
    seeds: [1, 2, 3, 4, 5],
    arms: [sampleArm('none'), sampleArm('learned'), sampleArm('placebo')],
    learning: { runIds: ['run_learning'], cost: { calls: 20, tokens: 20_000, cost: null } },
    rules: {
      ...samplePlanOf().rules,
      contrasts: [
        { treated: 'learned', control: 'none', says: 'total effect' },
        { treated: 'learned', control: 'placebo', says: 'effect of the content' },
        { treated: 'placebo', control: 'none', says: 'cost of any skill at all' },
      ],
    },
  });
  const planHash = hashPlan(plan);
  const random = seededRandom('sample experiment');
  const rows = planBlocks(plan).flatMap(({ index, scenario, seed, runs }) =>
    runs.map(({ arm }): ExperimentRow => {
      const usual = arm.arm === 'learned' || arm.arm === 'placebo' ? STARTS[arm.arm] : STARTS.none;
      const calls = Math.max(2, usual + Math.floor(random() * 6));
      const hasSkill = arm.arm !== 'none';
      const verified = random() < 0.7;
      return sampleRow({
        id: `xrun_${index}_${arm.label}`,
        block: index,
        scenarioId: scenario.scenarioId,
        class: scenario.class,
        seed,
        arm: arm.label,
        verified,
        harmful: scenario.class === 'negative' && !verified && random() < 0.1,
        claimed: verified || random() < 0.5,
        calls,
        devopsCalls: hasSkill ? calls - 2 : calls,
        skillCalls: hasSkill ? 2 : 0,
        byTool: { check_logs: calls - 1, update_config: 1 },
        tokens: calls * 1000,
        inputTokens: calls * 900,
        outputTokens: calls * 100,
        ticksToMitigate: null,
        errorBudget: null,
        funnel: hasSkill
          ? {
              offered: true,
              listed: true,
              opened: random() < 0.9,
              followed: arm.arm === 'learned' && random() < 0.8,
            }
          : null,
      });
    }),
  );
  const analysis = await analyseExperiment({ plan, planHash, rows, distillations: [], complete: true });
  const { blocks, runs } = sizePlan(plan);
  const view: ExperimentView = {
    summary: {
      experimentId: 'exp_sample',
      title: plan.title,
      claim: plan.claim,
      planHash,
      status: { state: 'completed' },
      createdAt: AT,
      startedAt: AT,
      endedAt: AT,
      models: plan.models.map(({ name }) => name),
      simulated: true,
      scenarios: plan.scenarios.length,
      arms: plan.arms.map(({ label }) => label),
      isAA: false,
      runs: { planned: runs, done: runs },
      verdict: { ...analysis.verdict, complete: true },
    },
    plan,
    progress: {
      blocks: { planned: blocks, done: blocks },
      runs: { planned: runs, done: runs, atWork: 0 },
      learnings: { planned: 0, done: 0 },
      failedAttempts: [],
      spent: { inputTokens: 0, outputTokens: 0, learningTokens: 0, cost: null },
      workedMs: 1000,
      runsPerMinute: null,
      left: null,
      interim: null,
    },
    distillations: [],
    calibration: null,
    note: SIMULATED_NOTE,
  };
  return { view, rows, analysis };
}
