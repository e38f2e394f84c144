import { classifyScenario } from '#lib/experiments/classify-scenario.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { Lab } from '../lab/lab.ts';
import { findScenarios } from '../scenarios/find-scenario.ts';

/** How many incidents of the lab a new experiment with this plan's claim and skill could use where the skill should help. */
export async function countBank(lab: Lab, plan: ExperimentPlan): Promise<number> {
  const found = (await findScenarios(lab.store)).map(({ scenario }) => scenario);
  const runs = await Promise.all((plan.learning?.runIds ?? []).map((id) => lab.store.runs.get(id)));
  const scenarioIds =
    plan.pipeline?.scenarios.map(({ scenarioId }) => scenarioId) ??
    runs.flatMap((run) => (run ? [run.plan.scenarioId] : []));
  const families = found.flatMap(({ id, family }) =>
    scenarioIds.includes(id) && family !== undefined ? [family] : [],
  );
  const { claim, rules } = plan;
  return found.filter(({ id, family, class: own }) =>
    rules.benefitClasses.includes(
      classifyScenario(
        { scenarioId: id, family: family ?? null, class: own ?? null },
        { scenarioIds, families },
        claim,
      ),
    ),
  ).length;
}
