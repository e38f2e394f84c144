import type { ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan, PlannedArm } from '#lib/protocol/experiment-plan.ts';
import { UNIT_OF_CLAIM } from '#lib/stats/analysis/paired-units.ts';
import { learningsPerBlock } from './plan-learnings.ts';

export type PlanSize = ExperimentPreview['size'];

/** Runs of one block. */
export const runsPerBlock = (plan: Pick<ExperimentPlan, 'arms' | 'pipeline'>): number =>
  plan.arms.reduce((sum, { fromPipeline }) => sum + (fromPipeline ? learningsPerBlock(plan) : 1), 0);

/** How large an experiment is, in runs and in what the verdict counts. */
export function sizePlan(plan: ExperimentPlan): PlanSize {
  const { scenarios, seeds, models, pipeline, rules } = plan;
  const blocks = scenarios.length * seeds.length * models.length;
  const armOf = (label: string | undefined): PlannedArm | undefined =>
    plan.arms.find((arm) => arm.label === label);
  const distillations = armOf(rules.contrasts[0]?.treated)?.fromPipeline ? learningsPerBlock(plan) : 1;
  const benefit = scenarios.filter((scenario) => rules.benefitClasses.includes(scenario.class)).length;
  const harm = scenarios.filter((scenario) => rules.harmClasses.includes(scenario.class)).length;
  // Across models each model is judged alone.
  const pairs = benefit * seeds.length * distillations;
  const kind = UNIT_OF_CLAIM[plan.claim];
  return {
    blocks,
    runs: blocks * runsPerBlock(plan),
    learningRuns: pipeline?.distillations ?? 0,
    pairs,
    units: { kind, count: kind === 'pair' ? pairs : kind === 'scenario' ? benefit : benefit * distillations },
    // Pairs of several learnings share a control run and are not independent: the bound counts blocks.
    harmPairs: harm * seeds.length,
  };
}
