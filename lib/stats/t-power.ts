import { noncentralTCdf } from './noncentral-t-cdf.ts';
import { tQuantile } from './t-distribution.ts';

/** What a planned experiment expects, on the scale of log ratios. */
export interface PlannedEffect {
  scenarios: number;
  /** Paired runs per scenario. */
  repeats: number;
  /** Expected reduction, 0…1: 0.2 is 20 % fewer calls. */
  reduction: number;
  /** Standard deviation of one run's log calls within a scenario. */
  runSd: number;
  /** Standard deviation of the true effect between scenarios. */
  effectSd: number;
}

/** Independent runs in both arms: the spread of one scenario's mean log ratio about the overall effect. */
export const scenarioMeanSd = ({
  repeats,
  runSd,
  effectSd,
}: Omit<PlannedEffect, 'scenarios' | 'reduction'>): number =>
  Math.sqrt(effectSd ** 2 + (2 * runSd ** 2) / repeats);

/** A mean that a planned experiment would estimate. */
export interface PlannedMean {
  /** Its true distance from what is tested, positive where the test looks for it. */
  effect: number;
  se: number;
  df: number;
}

/**
 * Power of the one-sided t test, exact under normality (noncentral t). No degree of freedom: 0. Without spread: 1 for an effect on the
 * tested side, 0 on the other.
 */
export function oneSidedTPower({ effect, se, df }: PlannedMean, alpha: number): number {
  if (df < 1) return 0;
  if (se === 0) return effect === 0 ? alpha : Number(effect > 0);
  return 1 - noncentralTCdf(-tQuantile(alpha, df), df, effect / se);
}

/** Power of the two-sided t test. */
export const twoSidedTPower = (mean: PlannedMean, alpha: number): number =>
  oneSidedTPower(mean, alpha / 2) + oneSidedTPower({ ...mean, effect: -mean.effect }, alpha / 2);

/** Power of the two-sided t test on scenario means. Fewer than two scenarios: 0. No spread at all: 1 for any effect. */
export function tPower(plan: PlannedEffect, alpha: number = 0.05): number {
  const { scenarios, reduction } = plan;
  const se = scenarioMeanSd(plan) / Math.sqrt(scenarios);
  return twoSidedTPower({ effect: -Math.log1p(-reduction), se, df: scenarios - 1 }, alpha);
}
