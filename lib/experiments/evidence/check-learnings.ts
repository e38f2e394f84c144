import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { Distillation } from '#lib/protocol/experiment.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { canonicalJson } from '#lib/utils/canonical-json.ts';
import { learningCostOf } from '../learning-cost.ts';
import { planLearnings } from '../plan-learnings.ts';

/**
 * Whether the stated learnings of a pipeline are what the events of their runs say: where and with which seed each learned, what it
 * wrote and what that took. Bundles of earlier labs did not count the pipeline, and their costs are taken as stated.
 */
export function checkLearnings(
  plan: ExperimentPlan,
  distillations: readonly Distillation[],
  views: ReadonlyMap<string, RunView>,
): string[] {
  const planned = new Map(planLearnings(plan).map((learning) => [learning.distillationId, learning]));
  return distillations.flatMap((stated): string[] => {
    const { distillationId, runId } = stated;
    const view = views.get(runId);
    const learning = planned.get(distillationId);
    const say = (fault: string) => [`learning ${distillationId}: ${fault}`];
    if (!learning) return say('the plan has no such learning');
    if (!view?.plan) return say(`the events of its run ${runId} are missing`);
    if (view.plan.scenarioHash !== learning.scenario.hash || view.plan.seed !== learning.seed)
      return say('its run played another incident than planned');
    const wrote = view.learning.skills.flatMap(({ isDefault, versionId }) => (isDefault ? [] : [versionId]));
    if (canonicalJson(wrote) !== canonicalJson(stated.skills.map(({ versionId }) => versionId)))
      return say('its run wrote other skills than stated');
    const tries = [...(stated.failed ?? []).map((each) => views.get(each.runId)), view];
    const known = tries.filter((each) => each !== undefined);
    if (known.length < tries.length) return say('the events of a try that failed are missing');
    const isCounted = stated.cost.pipeline !== undefined;
    return isCounted && canonicalJson(learningCostOf(known)) !== canonicalJson(stated.cost)
      ? say('its cost is not what the events of its runs say')
      : [];
  });
}
