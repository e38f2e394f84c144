import type { PlannedRules } from '#lib/protocol/experiment-plan.ts';
import type { Arm } from '#lib/protocol/run-plan.ts';

type Contrast = PlannedRules['contrasts'][number];

/** In the order in which they become the headline: the first whose arms are there. */
const CONTRASTS: readonly { treated: Arm; control: Arm; says: string }[] = [
  { treated: 'learned', control: 'none', says: 'total effect' },
  { treated: 'learned', control: 'previous', says: 'effect of the new version' },
  { treated: 'reference', control: 'none', says: 'total effect of the hand-written skill' },
  { treated: 'previous', control: 'none', says: 'total effect of the previous version' },
  { treated: 'learned', control: 'placebo', says: 'effect of the content' },
  { treated: 'placebo', control: 'none', says: 'cost of any skill at all' },
  { treated: 'learned', control: 'reference', says: 'learned against hand-written' },
];

/** What these arms can be compared for; two arms of the same kind are an A/A experiment. */
export function declareContrasts(arms: readonly { label: string; arm: Arm }[]): Contrast[] {
  const labelOf = (kind: Arm) => arms.find(({ arm }) => arm === kind)?.label;
  const declared = CONTRASTS.flatMap(({ treated, control, says }): Contrast[] => {
    const [first, second] = [labelOf(treated), labelOf(control)];
    return first === undefined || second === undefined ? [] : [{ treated: first, control: second, says }];
  });
  const twins = arms.flatMap(({ label, arm }, index): Contrast[] => {
    const first = arms.findIndex((other) => other.arm === arm);
    const original = arms[first];
    return original && first < index
      ? [{ treated: label, control: original.label, says: 'nothing: both arms are given the same' }]
      : [];
  });
  // With no other pair of arms, repeating an arm is what the experiment is about.
  return [...declared, ...twins];
}

/** Whether the headline compares an arm with itself. */
export function isAA(arms: readonly { label: string; arm: Arm }[], contrasts: readonly Contrast[]): boolean {
  const [headline] = contrasts;
  const kindOf = (wanted: string | undefined) => arms.find(({ label }) => label === wanted)?.arm;
  const [treated, control] = [kindOf(headline?.treated), kindOf(headline?.control)];
  return treated !== undefined && treated === control;
}
