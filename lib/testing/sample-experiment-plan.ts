import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { analysisRulesSchema } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { DEFAULT_LIMITS } from '#lib/protocol/run-plan.ts';
import { defaultRules } from '#lib/stats/analysis/analysis-rules.ts';

const skill = (number: number) => ({
  versionId: `skv_${number}`,
  skillId: 'skill',
  name: 'incident-response',
  number,
  contentHash: `${number}`,
  length: 100,
});

/** No skill, v1 and v2 of a skill on two incidents of two families. */
export function sampleExperimentPlan(overrides: Partial<ExperimentPlan> = {}): ExperimentPlan {
  const scenario = (scenarioId: string, family: string) => ({
    scenarioId,
    title: scenarioId,
    family,
    class: 'near' as const,
    hash: scenarioId,
  });
  const arm = (label: string, kind: 'none' | 'learned' | 'previous', version: number | null) => ({
    label,
    arm: kind,
    skills: version === null ? [] : [skill(version)],
    fromPipeline: false,
    note: null,
  });
  return {
    format: 'auto-learn-lab/experiment-plan@1',
    title: 'Sample',
    claim: 'across-families',
    scenarios: [scenario('db-1', 'db-pool'), scenario('cert-1', 'certificate')],
    seeds: [1, 2],
    arms: [arm('none', 'none', null), arm('learned', 'learned', 2), arm('previous', 'previous', 1)],
    pipeline: null,
    learning: null,
    models: [{ kind: 'offline', name: 'offline', simulated: true, host: null }],
    acontext: { kind: 'embedded', host: null },
    limits: DEFAULT_LIMITS,
    systemPromptHash: 'prompt',
    rules: analysisRulesSchema.parse(defaultRules('across-families')),
    stop: { kind: 'fixed' },
    budget: { maxTokens: null, maxCost: null },
    concurrency: 1,
    maxAttempts: 1,
    orderSeed: 'seed',
    labVersion: 'test',
    ...overrides,
  };
}

/** A row of such an experiment. */
export function sampleExperimentRow(overrides: Partial<ExperimentRow>): ExperimentRow {
  const { arm = 'none', scenarioId = 'db-1', seed = 1, calls = 10 } = overrides;
  return {
    id: `run_${arm}_${scenarioId}_${seed}`,
    block: 0,
    attempt: 1,
    scenarioId,
    class: 'near',
    seed,
    arm,
    distillationId: null,
    model: 'offline',
    infrastructureError: false,
    error: null,
    verified: true,
    harmful: false,
    claimed: true,
    calls,
    devopsCalls: calls,
    skillCalls: 0,
    byTool: {},
    turns: calls,
    tokens: 100,
    inputTokens: 90,
    outputTokens: 10,
    cost: null,
    ticksToMitigate: null,
    errorBudget: null,
    diagnosis: null,
    funnel: null,
    activeMs: 1,
    ...overrides,
  };
}
