import { binomialPmf } from './binomial-distribution.ts';
import { normalCdf, normalQuantile } from './normal-distribution.ts';
import { tangoScore } from './tango-interval.ts';

/** A planned paired comparison of rates. */
export interface PlannedPairs {
  pairs: number;
  /** Rates of pairs in which only the first run succeeds, and only the second. */
  onlyFirst: number;
  onlySecond: number;
  margin: number;
}

/** From so many pairs on the score is as good as normal; below it every table is summed. */
const EXACT_PAIRS = 500;
/** Tables further out than this many standard deviations add less than 1e-14. */
const REACH = 8;

/**
 * Chance that the low end of Tango's interval lies above −margin at one-sided `alpha`: the multinomial sum over every table that shows it,
 * and for many pairs the normal approximation of its score. Takes pairs as independent. No pairs: 0.
 */
export function nonInferiorityPower(plan: PlannedPairs, alpha: number = 0.05): number {
  const { pairs, onlyFirst, onlySecond, margin } = plan;
  if (pairs < 1) return 0;
  const z = normalQuantile(1 - alpha);
  const discordant = onlyFirst + onlySecond;
  if (pairs > EXACT_PAIRS && discordant > 0) return normalPower(plan, z);
  const shows = (first: number, second: number) =>
    tangoScore({ onlyFirst: first, onlySecond: second }, pairs, -margin) > z;
  let power = 0;
  for (const count of likely(pairs, discordant)) {
    const chance = binomialPmf(count, pairs, discordant);
    for (const first of likely(count, discordant === 0 ? 0 : onlyFirst / discordant))
      if (shows(first, count - first))
        power += chance * binomialPmf(first, count, discordant === 0 ? 0 : onlyFirst / discordant);
  }
  return Math.min(1, power);
}

function likely(trials: number, rate: number): number[] {
  const [middle, reach] = [trials * rate, REACH * Math.sqrt(trials * rate * (1 - rate)) + REACH];
  const low = Math.max(0, Math.floor(middle - reach));
  const high = Math.min(trials, Math.ceil(middle + reach));
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

/** The score of the expected table against its own spread. */
function normalPower({ pairs, onlyFirst, onlySecond, margin }: PlannedPairs, z: number): number {
  const difference = onlyFirst - onlySecond;
  const score = tangoScore({ onlyFirst: pairs * onlyFirst, onlySecond: pairs * onlySecond }, pairs, -margin);
  const distance = pairs * (difference + margin);
  const underMargin = score === 0 ? 0 : distance / score;
  const own = Math.sqrt(pairs * (onlyFirst + onlySecond - difference ** 2));
  return normalCdf((distance - z * underMargin) / own);
}
