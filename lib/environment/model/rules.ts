/**
 * The arithmetic of the causal model, one pure function per rule. docs/world.md gives the reasons.
 * Shares lie in 0…1, times are milliseconds.
 */

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
  if (!Number.isFinite(limitMs)) return 0;
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

/** Share of offered work that is turned away where the most used of some resources is wanted beyond its limit. */
export function shedShare(...utilisations: number[]): number {
  const worst = Math.max(...utilisations);
  return worst > 1 ? 1 - 1 / worst : 0;
}

/** Attempts per request when the share `lasting` fails every time and `transient` fails independently each time. */
export function attemptsPerRequest(retries: number, lasting: number, transient: number): number {
  let attempts = 1 + retries * lasting;
  for (let n = 1; n <= retries; n += 1) attempts += (1 - lasting) * transient ** n;
  return attempts;
}

/** Share of requests that fail after all retries: trying again helps only against what does not last. */
export function failingShare(retries: number, lasting: number, transient: number): number {
  return lasting + (1 - lasting) * transient ** (1 + retries);
}

/** What a request waits for a slot once more are wanted than there are. */
export function slotWait(utilisation: number, holdMs: number): number {
  return utilisation > 1 ? (1 - 1 / utilisation) * holdMs : 0;
}

/** How long a stalled callee makes one request hold its slot: through all attempts, or until the stall is over. */
export function stallHold(limitMs: number, retries: number, p99Ms: number): number {
  return Math.min(limitMs * (1 + retries), STALL_REACH * p99Ms);
}
