/** How long things take. Times are milliseconds, shares lie in 0…1; docs/world.md gives the reasons. */

/** A caller waits about this multiple of a callee's reported p99 for a request of the slow mode. */
const SLOW_MODE_REACH = 1.22;
/** A stalled callee answers nobody for about this multiple of its p99. */
const STALL_REACH = 40;
/** Where the middle of the slow mode lies, as a share of the p99. */
export const SLOW_MEDIAN = 0.93;

const SLOW_MODE_WIDTH = 0.006;
const FAST_MODE_REACH = 1.5;
const FAST_MODE_WIDTH = 0.1;
const KNEE = 0.75;

/** Share of a mode's requests that a limit cuts off: a steep step where the limit meets the time they take. */
function cutOff(ratio: number, reach: number, width: number): number {
  return 1 / (1 + Math.exp(Math.min(60, Math.max(-60, (ratio - reach) / width))));
}

/** Share of requests that a limit cuts off, when the share `slow` takes about the p99 and the rest about the p50. */
export function timedOutShare(limitMs: number, p50Ms: number, p99Ms: number, slow: number): number {
  if (limitMs === Infinity) return 0;
  const slowCut = cutOff(limitMs / p99Ms, SLOW_MODE_REACH, SLOW_MODE_WIDTH);
  const fastCut = cutOff(limitMs / p50Ms, FAST_MODE_REACH, FAST_MODE_WIDTH);
  return slow * Math.max(slowCut, fastCut) + (1 - slow) * fastCut;
}

/** How far a backlog has built up, `age` ticks after it was drained: nothing for `ticks`, full two ticks later. */
export function backlogShare(age: number, ticks: number): number {
  return Math.min(1, Math.max(0, (age - ticks) / 2));
}

/** Latency grows with utilisation: flat to the knee, then ever steeper. */
export function loadFactor(utilisation: number): number {
  const over = Math.max(0, utilisation - KNEE);
  return 1 + 6 * over * over + (utilisation > 1 ? 4 * (utilisation - 1) : 0);
}

/** What a request waits for a slot once more are wanted than there are. */
export function slotWait(utilisation: number, holdMs: number): number {
  return utilisation > 1 ? (1 - 1 / utilisation) * holdMs : 0;
}

/** How long a stalled callee makes one request hold its slot: through all attempts, or until the stall is over. */
export function stallHold(limitMs: number, retries: number, p99Ms: number): number {
  return Math.min(limitMs * (1 + retries), STALL_REACH * p99Ms);
}
