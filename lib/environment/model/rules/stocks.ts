/** What fills up and drains from tick to tick, and the ratios that follow from it. */

/** Entries live `ttlS`; half of what is asked again is asked within `halfS`. A cache too small keeps a root of its share. */
export function hitRatio(ttlS: number, halfS: number, sizeMb: number, workingSetMb: number): number {
  const alive = ttlS === Infinity ? 1 : ttlS / (ttlS + halfS);
  return alive * Math.sqrt(Math.min(1, sizeMb / workingSetMb));
}

const WARM_TICKS = 3;
/** A cache that has just started is empty. */
export const warmth = (age: number): number => Math.min(1, (age + 1) / WARM_TICKS);

/** Memory in MB, `age` ticks after a start: the base fills, a local cache grows until its bound. */
export function memoryAt(
  age: number,
  {
    baseMb,
    fillTicks,
    growthMb,
    cacheMb,
  }: { baseMb: number; fillTicks: number; growthMb: number; cacheMb: number },
): number {
  return baseMb * Math.min(1, (age + 1) / (fillTicks + 1)) + Math.min(age * growthMb, cacheMb);
}

/** Connections that abandoned transactions hold: by Little's law, or a share of the pool where nothing ends them. */
export function idleTarget(
  pool: number,
  { abandonedRps, timeoutMs, fills }: { abandonedRps: number; timeoutMs: number; fills: number },
): number {
  const most = fills * pool;
  return timeoutMs === 0 ? most : Math.min(most, (abandonedRps * timeoutMs) / 1000);
}

/** One tick of a stock that grows at a rate and falls at once. */
export function approach(stock: number, target: number, growth: number): number {
  return target <= stock ? target : Math.min(target, stock + growth);
}

/** Throughput of consumers that wait for each other's messages the less, the more they fetch ahead. */
export function throughput(consumers: number, rpsEach: number, prefetch: number): number {
  return consumers * rpsEach * (prefetch === Infinity ? 1 : prefetch / (prefetch + 1));
}

/** Messages per second that leave a queue in a tick of so many seconds. */
export function drainRate(lag: number, inflow: number, capacity: number, seconds: number): number {
  return Math.min(capacity, inflow + lag / seconds);
}
