import { plural } from '#components/ui/format.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';

/** "12 families: 60 learnings in all, on 13 incidents". */
export function learningWords({ distillations, scenarios }: NonNullable<ExperimentPlan['pipeline']>): string {
  const families = new Set(scenarios.map(({ family, scenarioId }) => family ?? scenarioId)).size;
  return `${families === 1 ? '1 family' : `${families} families`}: ${plural(distillations, 'learning')} in all, on ${plural(scenarios.length, 'incident')}`;
}
