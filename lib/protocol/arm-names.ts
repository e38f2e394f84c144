import type { Arm } from './run-plan.ts';

export const ARM_NAMES: Record<Arm, string> = {
  none: 'No skill',
  learned: 'Learned',
  placebo: 'Placebo',
  reference: 'Reference',
  previous: 'Previous',
};

const IN_SENTENCES: Record<Arm, string> = {
  none: 'no skill',
  learned: 'the learned skill',
  placebo: 'the placebo skill',
  reference: 'the reference skill',
  previous: 'the previous skill',
};

/** The same within a sentence: "the learned skill took 2 calls fewer than no skill". */
export const nameArmInSentence = ({ label, arm }: { label: string; arm: Arm }): string =>
  label === arm ? IN_SENTENCES[arm] : label;

/** How an experiment's arm is called: its label stands for itself where it says more than the arm's name. */
export const nameArm = ({ label, arm }: { label: string; arm: Arm }): string =>
  label === arm ? ARM_NAMES[arm] : label;
