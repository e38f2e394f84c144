import type { Claim, RatioOutcome } from './analysis-rules.ts';
import type { Gate } from './judge-gates.ts';
import type { FunnelStep } from './measure-funnel.ts';
import type { CostUnit } from './measure-pay-back.ts';
import type { ArmSummary } from './summarise-arms.ts';

/** How pages and reports call what the analysis has codes for. */

export const CLAIM_WORDS: Record<Claim, { word: string; meaning: string }> = {
  incident: {
    word: 'This incident',
    meaning:
      'The skill helps on one incident, and nothing is said of others. Pairs of runs are what is counted.',
  },
  family: {
    word: 'This family',
    meaning:
      'The skill helps on incidents of its own family. Scenarios are what is counted, so more of them beat more seeds.',
  },
  'across-families': {
    word: 'Across families',
    meaning: 'The skill helps on incidents of its family and of others. Scenarios are what is counted.',
  },
  pipeline: {
    word: 'The pipeline',
    meaning:
      'Learning as such helps: several independent learnings each write their own skill, and all of them are tested.',
  },
  models: {
    word: 'Across models',
    meaning: 'The skill helps with each of the models chosen; one that it hurts is enough for HURTS.',
  },
};

export const OUTCOME_WORDS: Record<RatioOutcome, string> = {
  calls: 'Total calls',
  devopsCalls: 'DevOps calls',
  tokens: 'Tokens',
  cost: 'Cost',
  ticksToMitigate: 'Ticks to mitigate',
  errorBudget: 'Requests that failed',
};

/** Classes of scenarios, and the two groups of classes that a verdict looks at. */
export const CLASS_WORDS: Record<ArmSummary['on'], string> = {
  benefit: 'Where it should help',
  harm: 'Where it may harm',
  learning: 'Learned from',
  near: 'Near transfer',
  far: 'Far transfer',
  negative: 'Negative twin',
  noop: 'No-op',
  unrelated: 'Unrelated',
};

export const GATE_WORDS: Record<Gate['state'], string> = {
  pass: 'shown',
  fail: 'shown not to hold',
  open: 'not shown',
};

export const STEP_WORDS: Record<FunnelStep, string> = {
  offered: 'offered the skill',
  listed: 'saw it listed',
  opened: 'opened it',
  followed: 'followed it',
  verified: 'were helped: fix verified',
};

export const COST_WORDS: Record<CostUnit, string> = { calls: 'calls', tokens: 'tokens', cost: 'US dollars' };
