import type { Arm } from './run-plan.ts';

export const ARM_NAMES: Record<Arm, string> = {
  none: 'No skill',
  learned: 'Learned',
  placebo: 'Placebo',
  reference: 'Reference',
  previous: 'Previous',
};

/** How an experiment's arm is called: its label stands for itself where it says more than the arm's name. */
export const nameArm = ({ label, arm }: { label: string; arm: Arm }): string =>
  label === arm ? ARM_NAMES[arm] : label;
