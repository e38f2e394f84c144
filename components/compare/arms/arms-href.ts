import type { ArmGroup } from './split-arms.ts';

/** The part of the address that says which arms are compared. */
export type ArmsAddress = ({ experiment: string } | { runs: readonly string[] }) & {
  /** Which incidents are looked at (split-arms.ts); those where the skill should help when none is named. */
  on?: ArmGroup | undefined;
};

/** The address of compared arms, with two of their runs side by side (of one, its pair) and a moment of their replay. */
export function armsHref(arms: ArmsAddress, pair?: { left: string; right?: string }, at?: number): string {
  const query = new URLSearchParams(
    'experiment' in arms ? { experiment: arms.experiment } : { runs: arms.runs.join(',') },
  );
  if (arms.on && arms.on !== 'benefit') query.set('on', arms.on);
  if (pair) {
    query.set('left', pair.left);
    if (pair.right !== undefined) query.set('right', pair.right);
  }
  if (at !== undefined) query.set('at', String(at));
  return `/compare?${query.toString()}`;
}
