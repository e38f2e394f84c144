import type {
  ExperimentPlan,
  PlannedArm,
  PlannedScenario,
  ScenarioClassName,
} from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';
import { analysisRulesSchema } from '#lib/protocol/experiment-plan.ts';

export const sampleScenario = (scenarioId: string, name: ScenarioClassName = 'near'): PlannedScenario => ({
  scenarioId,
  title: `Incident ${scenarioId}`,
  family: 'upstream-timeout',
  class: name,
  hash: scenarioId.padEnd(64, '0'),
});

export function sampleArm(arm: PlannedArm['arm'], changes: Partial<PlannedArm> = {}): PlannedArm {
  const skill = {
    versionId: `skv_${arm}`,
    skillId: arm,
    name: arm,
    number: 1,
    contentHash: arm,
    length: 1000,
  };
  return {
    label: arm,
    arm,
    skills: arm === 'none' ? [] : [skill],
    fromPipeline: false,
    note: arm === 'none' ? null : 'Chosen by hand.',
    ...changes,
  };
}

/** Two incidents, two seeds, with and without a learned skill. */
export function samplePlanOf(changes: Partial<ExperimentPlan> = {}): ExperimentPlan {
  return {
    format: 'auto-learn-lab/experiment-plan@1',
    title: 'A sample',
    claim: 'family',
    scenarios: [sampleScenario('a'), sampleScenario('b', 'negative')],
    seeds: [1, 2],
    arms: [sampleArm('none'), sampleArm('learned')],
    pipeline: null,
    learning: null,
    models: [{ kind: 'offline', name: 'offline', simulated: true, host: null }],
    acontext: { kind: 'embedded', host: null },
    limits: { maxCalls: 40, maxTurns: 25 },
    systemPromptHash: 'prompt',
    rules: analysisRulesSchema.parse({
      ...defaultRules('family'),
      contrasts: [{ treated: 'learned', control: 'none', says: 'total effect' }],
    }),
    stop: { kind: 'fixed' },
    budget: { maxTokens: null, maxCost: null },
    concurrency: 2,
    maxAttempts: 3,
    orderSeed: 'seed',
    labVersion: 'test',
    ...changes,
  };
}

export function sampleRow(changes: Partial<ExperimentRow> = {}): ExperimentRow {
  return {
    id: 'xrun_1',
    block: 0,
    attempt: 1,
    scenarioId: 'a',
    class: 'near',
    seed: 1,
    arm: 'none',
    distillationId: null,
    model: 'offline',
    infrastructureError: false,
    error: null,
    verified: true,
    harmful: false,
    claimed: true,
    calls: 10,
    devopsCalls: 10,
    skillCalls: 0,
    byTool: { check_logs: 10 },
    turns: 5,
    tokens: 1100,
    inputTokens: 1000,
    outputTokens: 100,
    cost: null,
    ticksToMitigate: 4,
    errorBudget: 0.1,
    diagnosis: 100,
    funnel: null,
    activeMs: 12,
    ...changes,
  };
}
