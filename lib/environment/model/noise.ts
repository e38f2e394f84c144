import { seededRandom } from '#lib/utils/seeded-random.ts';

/** The seed that shows the numbers of the scenario file. */
export const BASE_SEED = 1;

/**
 * Uniform in [0, 1), from the seed and a name for what it is about. No stream is consumed, so what one reader looks
 * at never changes what another one sees.
 */
export function noise(seed: number, ...about: readonly (string | number)[]): number {
  return seededRandom(`${seed}/${about.join('/')}`)();
}

/** A factor around 1, at most `spread` away from it. */
export function tremble(spread: number, seed: number, ...about: readonly (string | number)[]): number {
  return 1 + spread * (2 * noise(seed, ...about) - 1);
}
