import type { ScenarioClassName } from '#lib/protocol/experiment-plan.ts';

export interface ClassifiedScenario {
  scenarioId: string;
  family: string | null;
  /** What the bank says that it is for, within its own family. */
  class: ScenarioClassName | null;
}

/** What the skill under test was learned from; empty where no arm has a learned skill. */
export interface LearnedFrom {
  scenarioIds: readonly string[];
  families: readonly string[];
}

/**
 * What an incident is for in this experiment, which depends on the skill under test: the bank's class holds within a family, and an
 * incident of another family is far (where the claim is about other families) or unrelated.
 */
export function classifyScenario(
  { scenarioId, family, class: own }: ClassifiedScenario,
  learned: LearnedFrom,
  claim: string,
): ScenarioClassName {
  if (own === 'noop') return 'noop';
  if (learned.scenarioIds.includes(scenarioId)) return 'learning';
  const isOwnFamily = learned.families.length === 0 || (family !== null && learned.families.includes(family));
  if (!isOwnFamily) return claim === 'across-families' && own !== 'negative' ? 'far' : 'unrelated';
  // An incident that others learn from, and this skill did not, is one more of its family.
  if (own === 'learning' && learned.families.length > 0) return 'near';
  return own ?? 'near';
}
