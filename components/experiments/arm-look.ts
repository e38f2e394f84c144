import type { PlannedArm } from '#lib/protocol/experiment-plan.ts';
import { ARM_NAMES, nameArm } from '#lib/protocol/arm-names.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';

export interface ArmLook {
  word: string;
  meaning: string;
  /** Class that sets currentColor. */
  text: string;
}

/** How each arm looks and what it is, on every page and in every chart. */
export const ARM_LOOK: Record<Arm, ArmLook> = {
  none: { word: ARM_NAMES.none, meaning: 'the same prompt with no skill at all', text: 'text-arm-none' },
  learned: { word: ARM_NAMES.learned, meaning: 'the skill that was learned', text: 'text-arm-learned' },
  placebo: {
    word: ARM_NAMES.placebo,
    meaning: 'a well-formed skill of another family and the same length',
    text: 'text-arm-placebo',
  },
  reference: { word: ARM_NAMES.reference, meaning: 'a skill written by hand', text: 'text-arm-reference' },
  previous: {
    word: ARM_NAMES.previous,
    meaning: 'the version before the learned one',
    text: 'text-arm-previous',
  },
};

export const ARM_ORDER: readonly Arm[] = ['none', 'learned', 'placebo', 'reference', 'previous'];

/** An arm of one experiment. */
export interface LabelledArm extends ArmLook {
  label: string;
  arm: Arm;
}

/** The arms of a plan in its order; the label stands for itself where it says more than the arm's name. */
export const armsOf = (arms: readonly Pick<PlannedArm, 'label' | 'arm'>[]): LabelledArm[] =>
  arms.map(({ label, arm }) => ({ ...ARM_LOOK[arm], label, arm, word: nameArm({ label, arm }) }));

const UNKNOWN: ArmLook = { word: '', meaning: '', text: 'text-muted' };
/** How results call an arm by its label. */
export function armBy(arms: readonly LabelledArm[], label: string): ArmLook {
  return arms.find((arm) => arm.label === label) ?? { ...UNKNOWN, word: label };
}
