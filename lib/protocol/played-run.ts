import type { ModelInfo } from './model-info.ts';
import type { RunPlan } from './run-plan.ts';

/** Who acts in a run: a model, or a person at the page. */
export const AGENTS = ['model', 'person'] as const;
export type AgentKind = (typeof AGENTS)[number];

/** Stands where a model would in the plan of a run that a person plays. */
export const PERSON: ModelInfo = { kind: 'person', name: 'you', simulated: false, host: null };

export function agentOf({ model }: { model: Pick<RunPlan['model'], 'kind'> }): AgentKind {
  return model.kind === 'person' ? 'person' : 'model';
}

/** Whether a person acts in it. In a file of its own, so that the browser gets it without zod. */
export function isPlayed(plan: { model: Pick<RunPlan['model'], 'kind'> } | null): boolean {
  return plan !== null && agentOf(plan) === 'person';
}
