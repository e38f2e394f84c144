import { seededRandom } from '#lib/utils/seeded-random.ts';
import { randomNormal } from './random-normal.ts';
import { EXACT_SIGN_FLIP_UNITS, signFlipTest } from './sign-flip-test.ts';
import { scenarioMeanSd, type PlannedEffect } from './t-power.ts';

/** Draws per simulated test beyond the exact range: enough for a decision at 5 %, 100 times cheaper than the analysis' own. */
const DRAWS = 199;

/**
 * Power of the sign-flip test on scenario means by seeded simulation (there is no closed form); the standard error of the answer is at
 * most 0.5 / √simulations. Exactly 0 where 2 / 2ⁿ exceeds alpha, e.g. below 6 units at 5 %. With one scenario the units are
 * its paired runs.
 */
export function signFlipPower(
  plan: PlannedEffect,
  options: { alpha?: number; simulations?: number; seed?: string } = {},
): number {
  const { alpha = 0.05, simulations = 1000, seed = 'power' } = options;
  const single = plan.scenarios === 1;
  const units = single ? plan.repeats : plan.scenarios;
  if (units <= EXACT_SIGN_FLIP_UNITS && 2 / 2 ** units > alpha) return 0;
  const sd = single ? scenarioMeanSd({ repeats: 1, runSd: plan.runSd, effectSd: 0 }) : scenarioMeanSd(plan);
  const effect = Math.log1p(-plan.reduction);
  const random = seededRandom(seed);
  let hits = 0;
  for (let index = 0; index < simulations; index += 1) {
    const values = Array.from({ length: units }, () => effect + sd * randomNormal(random));
    if (signFlipTest(values, { seed: `${seed}:${index}`, draws: DRAWS }).p <= alpha) hits += 1;
  }
  return hits / simulations;
}
