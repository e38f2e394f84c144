import type { RatioOutcome } from '#lib/stats/analysis/analysis-rules.ts';
import type { FunnelStep } from '#lib/stats/analysis/measure-funnel.ts';
import type { CostUnit } from '#lib/stats/analysis/measure-pay-back.ts';

export const OUTCOME_WORDS: Record<RatioOutcome, string> = {
  calls: 'Total calls',
  devopsCalls: 'DevOps calls',
  tokens: 'Tokens',
  cost: 'Cost',
  ticksToMitigate: 'Ticks to mitigate',
  errorBudget: 'Requests that failed',
};

export const STEP_WORDS: Record<FunnelStep, string> = {
  offered: 'offered the skill',
  listed: 'saw it listed',
  opened: 'opened it',
  followed: 'followed it',
  verified: 'were helped: fix verified',
};

export const UNIT_WORDS: Record<CostUnit, string> = { calls: 'calls', tokens: 'tokens', cost: 'US dollars' };
