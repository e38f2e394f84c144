/**
 * One-sided upper bound of a rate after no event in `trials`: exactly 1 − (1 − level)^(1/trials), for which 3 / trials is the usual
 * rule at 95 % (Hanley and Lippman-Hand 1983). No trials: 1.
 */
export const zeroEventBound = (trials: number, level: number = 0.95): number =>
  trials === 0 ? 1 : -Math.expm1(Math.log1p(-level) / trials);

/** The rule as people quote it: 3 / trials, at most 1. */
export const ruleOfThree = (trials: number): number => (trials === 0 ? 1 : Math.min(1, 3 / trials));

/** Trials without an event after which the bound is at most `most`, 0 < most < 1: 29 for 10 % at 95 %. */
export const trialsForBound = (most: number, level: number = 0.95): number =>
  Math.ceil(Math.log1p(-level) / Math.log1p(-most) - 1e-12);
