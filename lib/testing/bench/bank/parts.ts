import { z } from 'zod';

/** Kept out of the offline model's development: nobody who worked on it opened, ran or read these. */
export const HELD_OUT_FAMILIES: ReadonlySet<string> = new Set(['rate-limit', 'queue-lag']);
/** Written after the model was finished; it was not changed for them. */
export const LATER_INCIDENTS: ReadonlySet<string> = new Set([
  'upstream-timeout-near-payments',
  'upstream-timeout-near-settlement',
  'upstream-timeout-near-sign-in',
  'upstream-timeout-near-stock',
  'upstream-timeout-far-home-screen',
  'upstream-timeout-far-uploads',
]);
export const isHeldOutSeed = (seed: number): boolean => seed % 3 === 0;

/** Where a run belongs: what the model was developed on, or one of the ways of not having been. */
export const PARTITIONS = ['development', 'held-out seeds', 'held-out families', 'later incidents'] as const;
export type Partition = (typeof PARTITIONS)[number];

export function partitionOf(scenarioId: string, family: string, seed: number): Partition {
  if (LATER_INCIDENTS.has(scenarioId)) return 'later incidents';
  if (HELD_OUT_FAMILIES.has(family)) return 'held-out families';
  return isHeldOutSeed(seed) ? 'held-out seeds' : 'development';
}

export const ARMS = ['none', 'learned', 'placebo'] as const;
export type Arm = (typeof ARMS)[number];

/** What one run came to. */
export interface Result {
  scenarioId: string;
  family: string;
  class: string;
  seed: number;
  partition: Partition;
  arm: Arm;
  verified: boolean;
  harm: boolean;
  devops: number;
  total: number;
  diagnosis: number;
}

const seedsSchema = z
  .string()
  .regex(/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/, 'Seeds look like "1-30" or "1,4,7".');

/** "1-3,7" → 1, 2, 3, 7. */
export function parseSeeds(text: string): number[] {
  return seedsSchema
    .parse(text)
    .split(',')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}
