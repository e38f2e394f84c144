import type { PlannedArm } from '#lib/protocol/experiment-plan.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';

export interface ArmLook {
  word: string;
  meaning: string;
  /** Class that sets currentColor. */
  text: string;
}

/** How each arm looks and what it is, on every page and in every chart. */
export const ARM_LOOK: Record<Arm, ArmLook> = {
  none: { word: 'No skill', meaning: 'the same prompt with no skill at all', text: 'text-arm-none' },
  learned: { word: 'Learned', meaning: 'the skill that was learned', text: 'text-arm-learned' },
  placebo: {
    word: 'Placebo',
    meaning: 'a well-formed skill of another family and the same length',
    text: 'text-arm-placebo',
  },
  reference: { word: 'Reference', meaning: 'a skill written by hand', text: 'text-arm-reference' },
  previous: { word: 'Previous', meaning: 'the version before the learned one', text: 'text-arm-previous' },
};

export const ARM_ORDER: readonly Arm[] = ['none', 'learned', 'placebo', 'reference', 'previous'];

/** An arm of one experiment. */
export interface LabelledArm extends ArmLook {
  label: string;
  arm: Arm;
}

/** The arms of a plan in its order; the label stands for itself where it says more than the arm's name. */
export const armsOf = (arms: readonly Pick<PlannedArm, 'label' | 'arm'>[]): LabelledArm[] =>
  arms.map(({ label, arm }) => {
    const look = ARM_LOOK[arm];
    return { ...look, label, arm, word: label === arm ? look.word : label };
  });

const UNKNOWN: ArmLook = { word: '', meaning: '', text: 'text-muted' };
/** How results call an arm by its label. */
export function armBy(arms: readonly LabelledArm[], label: string): ArmLook {
  return arms.find((arm) => arm.label === label) ?? { ...UNKNOWN, word: label };
}
