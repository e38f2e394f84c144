import type { SkillDecision } from '#lib/protocol/skill-standing.ts';

export const HELPED = {
  experimentId: 'exp_1',
  title: 'Does it help?',
  planHash: 'plan-hash',
  verdict: 'helps',
  sentence: 'The skill saves 30 % of calls.',
  complete: true,
  simulated: true,
} as const;

/** Version 1 was published after an experiment that ended in HELPS. */
export function sampleDecision(overrides: Partial<SkillDecision> = {}): SkillDecision {
  return {
    decisionId: 'dec_1',
    skillId: 'skill',
    versionId: 'skv_1',
    number: 1,
    contentHash: '1',
    action: 'publish',
    reason: 'It saves calls.',
    by: 'Ada',
    at: '2026-11-22T10:00:00.000Z',
    evidence: HELPED,
    overridden: null,
    writtenBack: null,
    ...overrides,
  };
}
