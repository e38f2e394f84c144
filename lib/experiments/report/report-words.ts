import { nameArm } from '#lib/protocol/arm-names.ts';
import type { ExperimentState } from '#lib/protocol/experiment.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';
import type { Gate } from '#lib/stats/analysis/judge-gates.ts';
import type { UnitKind } from '#lib/stats/analysis/paired-units.ts';

/** Words that only the report needs; those that the pages say too stand in lib/stats/analysis/codes-in-words.ts. */

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

export const GATE_SIGNS: Record<Gate['state'], string> = { pass: '✓', fail: '✗', open: '○' };

export const UNITS: Record<UnitKind, string> = {
  pair: 'pairs of runs',
  scenario: 'scenarios',
  scenario_and_distillation: 'scenarios and learnings',
};

export interface ReportArm {
  label: string;
  arm: Arm;
  word: string;
}

export const armsOf = (arms: readonly { label: string; arm: Arm }[]): ReportArm[] =>
  arms.map(({ label, arm }) => ({ label, arm, word: nameArm({ label, arm }) }));
