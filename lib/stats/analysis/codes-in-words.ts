import type { Claim, RatioOutcome } from './analysis-rules.ts';
import type { Gate } from './judge-gates.ts';
import type { RelabelCaveat } from '../false-verdict-rate.ts';
import type { FunnelStep } from './measure-funnel.ts';
import { amountText, dollarText } from './figure-texts.ts';
import type { CostUnit, PayBack } from './measure-pay-back.ts';
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
      'The skill helps on incidents of its own family, near and far. Scenarios are what is counted, so more of them beat more seeds.',
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

/** Beside a rate of false verdicts that could hardly have been another. */
export const CAVEAT_WORDS: Record<RelabelCaveat, string> = {
  under_floors: 'The experiment is below the floors, so CAN’T TELL YET was the only possible answer.',
  all_alike:
    'Both runs of every pair came out the same, so swapping them changes nothing: this agent shows no noise to be fooled by.',
  harm_not_measured: 'Harm was not measured, so HELPS could not come out.',
};

export const STEP_WORDS: Record<FunnelStep, string> = {
  offered: 'offered the skill',
  listed: 'saw it listed',
  opened: 'opened it',
  followed: 'followed it',
  verified: 'fix verified',
};

export const COST_WORDS: Record<CostUnit, string> = { calls: 'calls', tokens: 'tokens', cost: 'US dollars' };

/** What learning cost; more than the figure where a part of it is unknown. */
export const learningInUnit = ({ unit, learning, isAtLeast }: PayBack): string =>
  `${isAtLeast ? 'at least ' : ''}${inUnit(unit, learning)}`;

/** An amount of a unit in which learning is paid for: "12,345 tokens", "$0.12". */
export function inUnit(unit: CostUnit, value: number): string {
  if (unit === 'cost') return dollarText(value);
  const amount = amountText(value);
  return `${amount} ${amount === '1' ? COST_WORDS[unit].replace(/s$/, '') : COST_WORDS[unit]}`;
}

/** Whose learning is paid back by whose saving; "" where nobody knows. */
export function byWords({ unit, by }: Pick<PayBack, 'unit' | 'by'>): string {
  if (!by || by.learned.length === 0 || by.used.length === 0) return '';
  const [learned, used] = [by.learned.join(', '), by.used.join(', ')];
  if (learned === used) return `learned and used by ${used}`;
  const apart = unit === 'tokens' ? ', whose tokens need not cost the same' : '';
  return `learned by ${learned}, used by ${used}${apart}`;
}

/** What is in the cost of learning and what is not. */
export function learningParts({
  unit,
  pipeline,
  isAtLeast,
}: Pick<PayBack, 'unit' | 'pipeline' | 'isAtLeast'>): string {
  if (unit === 'calls') return 'the calls of the runs learned from';
  if (pipeline === undefined) return 'the runs learned from; the learning pipeline is not counted';
  if (pipeline === null)
    return 'the runs learned from; what the learning pipeline took is unknown and not counted';
  const known = `${inUnit(unit, pipeline)} of it the learning pipeline (tasks, distillation, writing the skill)`;
  return isAtLeast ? `${known}; what some of its calls took is unknown and not counted` : known;
}
