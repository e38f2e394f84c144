import type { Arm } from '#lib/protocol/run-plan.ts';
import type { ExperimentState } from '#lib/protocol/experiment.ts';
import type { Claim, RatioOutcome } from '#lib/stats/analysis/analysis-rules.ts';
import type { Gate } from '#lib/stats/analysis/judge-gates.ts';
import type { FunnelStep } from '#lib/stats/analysis/measure-funnel.ts';
import type { CostUnit } from '#lib/stats/analysis/measure-pay-back.ts';
import type { UnitKind } from '#lib/stats/analysis/paired-units.ts';
import type { ArmSummary } from '#lib/stats/analysis/summarise-arms.ts';

/** How the report calls what the analysis has codes for. */

export const CLAIMS: Record<Claim, string> = {
  incident: 'this incident; nothing is said of others',
  family: 'incidents of the skill’s own family',
  'across-families': 'incidents of its family and of others',
  pipeline: 'learning as such: several independent learnings, all of them tested',
  models: 'each of the models chosen; one that is hurt is enough for HURTS',
};

export const STATES: Record<ExperimentState, string> = {
  ready: 'not begun',
  running: 'running',
  pausing: 'pausing',
  paused: 'paused',
  cancelling: 'being cancelled',
  completed: 'completed',
  stopped: 'stopped by its budget',
  cancelled: 'cancelled',
  failed: 'failed',
};

export const GATE_STATES: Record<Gate['state'], string> = {
  pass: '✓ shown',
  fail: '✗ shown not to hold',
  open: '○ not shown',
};

export const CLASSES: Record<ArmSummary['on'], string> = {
  benefit: 'where it should help',
  harm: 'where it may harm',
  learning: 'learned from',
  near: 'near transfer',
  far: 'far transfer',
  negative: 'negative twin',
  noop: 'no-op',
  unrelated: 'unrelated',
};

export const OUTCOMES: Record<RatioOutcome, string> = {
  calls: 'total calls',
  devopsCalls: 'DevOps calls',
  tokens: 'tokens',
  cost: 'cost',
  ticksToMitigate: 'ticks to mitigate',
  errorBudget: 'requests that failed',
};

export const STEPS: Record<FunnelStep, string> = {
  offered: 'offered the skill',
  listed: 'saw it listed',
  opened: 'opened it',
  followed: 'followed it',
  verified: 'were helped: fix verified',
};

export const COSTS: Record<CostUnit, string> = { calls: 'calls', tokens: 'tokens', cost: 'US dollars' };

export const UNITS: Record<UnitKind, string> = {
  pair: 'pairs of runs',
  scenario: 'scenarios',
  scenario_and_distillation: 'scenarios and learnings',
};

const ARMS: Record<Arm, string> = {
  none: 'No skill',
  learned: 'Learned',
  placebo: 'Placebo',
  reference: 'Reference',
  previous: 'Previous',
};

export interface ReportArm {
  label: string;
  arm: Arm;
  word: string;
}

/** The label stands for itself where it says more than the arm's name. */
export const armsOf = (arms: readonly { label: string; arm: Arm }[]): ReportArm[] =>
  arms.map(({ label, arm }) => ({ label, arm, word: label === arm ? ARMS[arm] : label }));
