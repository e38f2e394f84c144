import type { ExperimentPlan } from './experiment-plan.ts';

/** The most that one plan may ask for; learnings per family. */
export const PLAN_MOST = { seeds: 100, scenarios: 200, learnings: 50 } as const;

/** The same for a plan like this one, its learnings over all families together. */
export function mostFor({
  pipeline,
}: Pick<ExperimentPlan, 'pipeline'>): Record<keyof typeof PLAN_MOST, number> {
  const families = new Set(pipeline?.scenarios.map(({ family, scenarioId }) => family ?? scenarioId));
  return { ...PLAN_MOST, learnings: PLAN_MOST.learnings * Math.max(1, families.size) };
}
