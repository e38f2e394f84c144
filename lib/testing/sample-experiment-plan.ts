import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { analysisRulesSchema } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { sampleArm, samplePlanOf, sampleRow, sampleScenario } from './sample-experiment-parts.ts';

/** Version `number` of one skill. */
const skill = (number: number) => ({
  versionId: `skv_${number}`,
  skillId: 'skill',
  name: 'incident-response',
  number,
  contentHash: `${number}`,
  length: 100,
});

/** No skill, v1 and v2 of a skill on two incidents of two families. */
export const sampleExperimentPlan = (overrides: Partial<ExperimentPlan> = {}): ExperimentPlan =>
  samplePlanOf({
    title: 'Sample',
    claim: 'across-families',
    scenarios: [
      { ...sampleScenario('db-1'), family: 'db-pool' },
      { ...sampleScenario('cert-1'), family: 'certificate' },
    ],
    arms: [
      sampleArm('none'),
      sampleArm('learned', { skills: [skill(2)] }),
      sampleArm('previous', { skills: [skill(1)] }),
    ],
    limits: DEFAULT_LIMITS,
    rules: analysisRulesSchema.parse(defaultRules('across-families')),
    concurrency: 1,
    maxAttempts: 1,
    ...overrides,
  });

/** A row of such an experiment, named after its place; all its calls are DevOps calls. */
export function sampleExperimentRow(overrides: Partial<ExperimentRow>): ExperimentRow {
  const { arm = 'none', scenarioId = 'db-1', seed = 1, calls = 10 } = overrides;
  return sampleRow({
    id: `run_${arm}_${scenarioId}_${seed}`,
    scenarioId,
    devopsCalls: calls,
    byTool: {},
    turns: calls,
    ...overrides,
  });
}
