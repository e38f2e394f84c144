import { quantile } from '../median.ts';

export interface Figures {
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export const figuresOf = (times: readonly number[]): Figures => ({
  p50: quantile(times, 0.5),
  p99: quantile(times, 0.99),
});

/** Lets so many clients at once work through `total` calls, each after its last was answered. Returns a time per call, ms. */
export async function timesOf(
  { clients, total }: { clients: number; total: number },
  work: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  let begun = 0;
  await Promise.all(
    Array.from({ length: Math.min(clients, total) }, async () => {
      while (begun < total) {
        const index = begun;
        begun += 1;
        const start = performance.now();
        await work(index);
        times.push(performance.now() - start);
      }
    }),
  );
  return times;
}

/**
 * The same work in several conditions, in turn and not one after the other: what else the machine does slows all of them.
 * The first of the rounds warms up and is not counted.
 */
export async function inTurn<Condition>(
  conditions: readonly Condition[],
  rounds: number,
  once: (condition: Condition, round: number) => Promise<readonly number[]>,
): Promise<Map<Condition, Figures>> {
  const times = new Map<Condition, number[]>(conditions.map((condition) => [condition, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const condition of conditions) {
      const found = await once(condition, round);
      if (round >= 0) times.get(condition)?.push(...found);
    }
  }
  return new Map([...times].map(([condition, found]) => [condition, figuresOf(found)]));
}
