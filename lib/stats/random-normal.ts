import { normalQuantile } from './normal-distribution.ts';

/** Standard normal numbers from uniform ones, by inversion; `random` gives [0, 1). */
export const randomNormal = (random: () => number): number =>
  normalQuantile((Math.floor(random() * 4_294_967_296) + 0.5) / 4_294_967_296);
