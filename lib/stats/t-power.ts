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

/**
 * Power of the two-sided t test on scenario means, exact under normality (noncentral t). Fewer than two scenarios: 0. No spread at
 * all: 1 for any effect.
 */
export function tPower(plan: PlannedEffect, alpha: number = 0.05): number {
  if (plan.scenarios < 2) return 0;
  const effect = -Math.log1p(-plan.reduction);
  const sd = scenarioMeanSd(plan);
  if (sd === 0) return effect === 0 ? alpha : 1;
  const df = plan.scenarios - 1;
  const critical = -tQuantile(alpha / 2, df);
  const shift = (effect / sd) * Math.sqrt(plan.scenarios);
  return 1 - noncentralTCdf(critical, df, shift) + noncentralTCdf(-critical, df, shift);
}
