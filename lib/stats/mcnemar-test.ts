import { binomialCdf } from './binomial-distribution.ts';

export interface McNemarTest {
  /** Pairs in which only the first (treated) did it, only the second (control) did it. */
  onlyFirst: number;
  onlySecond: number;
  /** Two-sided exact: twice the smaller binomial tail at ½, at most 1. Six to none is the least that reaches .05 (.031). */
  p: number;
}

/** McNemar's test in its exact form (McNemar 1947; the sign test on discordant pairs). No discordant pair: p = 1. */
export function mcNemarTest(onlyFirst: number, onlySecond: number): McNemarTest {
  const discordant = onlyFirst + onlySecond;
  const tail = binomialCdf(Math.min(onlyFirst, onlySecond), discordant, 0.5);
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * tail) };
}
