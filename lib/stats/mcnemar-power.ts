import { binomialPmf } from './binomial-distribution.ts';
import { mcNemarTest } from './mcnemar-test.ts';

/**
 * Power of the exact two-sided McNemar test for success rates `control` → `treated` over `pairs`, summed exactly over every outcome.
 * Takes the two runs of a pair as independent given the rates, which is the cautious case: a shared world makes them alike and
 * the discordant pairs fewer, but more one-sided. No pairs: 0.
 */
export function mcNemarPower(
  plan: { pairs: number; control: number; treated: number },
  alpha: number = 0.05,
): number {
  const { pairs, control, treated } = plan;
  const [gain, loss] = [treated * (1 - control), control * (1 - treated)];
  const discordant = gain + loss;
  let power = 0;
  for (let count = 1; count <= pairs; count += 1) {
    const chance = binomialPmf(count, pairs, discordant);
    if (chance < 1e-18) continue;
    for (let gains = 0; gains <= count; gains += 1) {
      if (mcNemarTest(gains, count - gains).p <= alpha)
        power += chance * binomialPmf(gains, count, gain / discordant);
    }
  }
  return power;
}
