import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { STORY_SCENARIOS } from '#lib/protocol/story-scenarios.ts';
import { decomposeChange, type ChangeDecomposition, type ChangePoint } from '#lib/stats/decompose-change.ts';

export type AuditCount = 'devops' | 'all';

/** The demo's claim taken apart, in both ways of counting. */
export interface Audit {
  /** DevOps calls as observed: what the walkthrough counted. */
  devops: ChangeDecomposition;
  /** All calls, a run that was not verified at the cap: what the lab's verdicts count. */
  all: ChangeDecomposition;
  /** Labels of the arms of points 1 to 4. */
  points: readonly ChangePoint[];
  level: number;
}

/** null for an experiment that does not have both incidents of the story in all three arms. */
export function readAudit(plan: ExperimentPlan, rows: readonly ExperimentRow[]): Audit | null {
  const { act1, act2 } = STORY_SCENARIOS;
  const has = (id: string) => plan.scenarios.some(({ scenarioId }) => scenarioId === id);
  const label = (kind: string) => plan.arms.find(({ arm }) => arm === kind)?.label;
  const [none, placebo, learned] = [label('none'), label('placebo'), label('learned')];
  if (!has(act1) || !has(act2) || none === undefined || placebo === undefined || learned === undefined)
    return null;
  const points = [
    { scenarioId: act1, arm: none },
    { scenarioId: act2, arm: none },
    { scenarioId: act2, arm: placebo },
    { scenarioId: act2, arm: learned },
  ];
  const { level, callsOfFailure } = plan.rules;
  return {
    devops: decomposeChange({ rows, points, read: ({ devopsCalls }) => devopsCalls, level }),
    all: decomposeChange({
      rows,
      points,
      read: ({ calls, verified }) => (verified ? calls : Math.max(calls, callsOfFailure)),
      level,
    }),
    points,
    level,
  };
}
