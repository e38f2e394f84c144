import type { Cause } from '../scenario-schema.ts';
import type { Seen } from './shop-world.ts';
import { see } from './shop-world.ts';

/** One effect both ways: a value that breaks, one that does not, what shows it, and what the oracle says of each. */
export interface EffectCase {
  effect: string;
  bad: object;
  good: object;
  topology?: string;
  ticks?: number;
  /** A number that is high when broken. */
  shows: (seen: Seen) => number;
  broken: number;
  well: number;
  cause: Cause;
}

/** What breaks shows so much and has the cause; what does not shows so little and has not. */
export const AS_TOLD = { bad: 'broken, cause is there', good: 'well, cause is gone' };

export function playBothWays({
  bad,
  good,
  topology = 'shop',
  ticks = 0,
  ...told
}: EffectCase): typeof AS_TOLD {
  const [wrong, right] = [see(bad, { topology, ticks }), see(good, { topology, ticks })];
  const cause = (seen: Seen) => (seen.judge(told.cause).gone ? 'cause is gone' : 'cause is there');
  const [most, least] = [told.shows(wrong), told.shows(right)];
  return {
    bad: `${most >= told.broken ? 'broken' : String(most)}, ${cause(wrong)}`,
    good: `${least <= told.well + 0.001 ? 'well' : String(least)}, ${cause(right)}`,
  };
}
