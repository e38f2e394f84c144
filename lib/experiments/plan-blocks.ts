import type { ExperimentPlan, PlannedArm, PlannedScenario } from '#lib/protocol/experiment-plan.ts';
import type { ModelInfo } from '#lib/protocol/model-info.ts';
import { seededRandom } from '#lib/utils/seeded-random.ts';
import { learningsByPlace } from './plan-learnings.ts';

/** One run that the plan asks for. */
export interface PlannedRun {
  block: number;
  arm: PlannedArm;
  /** The independent learning whose skill it is given; null where the arm's skills are fixed. */
  distillationId: string | null;
}

/** Everything that meets the same incident, told by the same seed, with the same model. */
export interface Block {
  index: number;
  scenario: PlannedScenario;
  seed: number;
  model: ModelInfo;
  /** In the order in which they are run. */
  runs: PlannedRun[];
}

/**
 * The plan as randomised blocks: their order, and that of the arms inside each, depends on the plan's seed alone, so
 * that drift of the model's server or of the machine falls on all arms alike and a resumed experiment goes on in the same order.
 */
export function planBlocks(plan: ExperimentPlan): Block[] {
  const places = plan.models.flatMap((model) =>
    plan.scenarios.flatMap((scenario) => plan.seeds.map((seed) => ({ scenario, seed, model }))),
  );
  const learnings = learningsByPlace(plan, places);
  const withLearnings = places.map(({ scenario, seed, model }, index) => ({
    scenario,
    seed,
    model,
    ids: learnings[index] ?? [],
  }));
  return shuffled(withLearnings, `${plan.orderSeed}:blocks`).map(({ scenario, seed, model, ids }, index) => {
    const runs = plan.arms.flatMap((arm): PlannedRun[] =>
      arm.fromPipeline
        ? ids.map((distillationId) => ({ block: index, arm, distillationId }))
        : [{ block: index, arm, distillationId: null }],
    );
    return { index, scenario, seed, model, runs: shuffled(runs, `${plan.orderSeed}:block:${index}`) };
  });
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = seededRandom(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [order[last], order[other]];
    if (a !== undefined && b !== undefined) [order[last], order[other]] = [b, a];
  }
  return order;
}
