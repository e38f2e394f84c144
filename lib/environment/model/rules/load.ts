/** How much is wanted and how much is turned away. Shares lie in 0…1. */

/** Share of offered work that is turned away where something is wanted beyond its limit. */
export function shedShare(utilisation: number): number {
  return utilisation > 1 ? 1 - 1 / utilisation : 0;
}

/**
 * The same, when work on requests that nobody waits for any more is wasted: beyond capacity less and less gets done,
 * so an overload can last after its trigger is gone.
 */
export function wastedShare(utilisation: number, waste: number): number {
  return utilisation > 1 ? 1 - 1 / (utilisation * (1 + waste * (utilisation - 1))) : 0;
}

/** Attempts per request when the share `lasting` fails every time and `transient` fails independently each time. */
export function attemptsPerRequest(retries: number, lasting: number, transient: number): number {
  let attempts = 1 + retries * lasting;
  let failed = 1 - lasting;
  for (let n = 1; n <= retries && failed > 1e-9; n += 1) {
    failed *= transient;
    attempts += failed;
  }
  return attempts;
}

/** Share of requests that fail after all retries: trying again helps only against what does not last. */
export function failingShare(retries: number, lasting: number, transient: number): number {
  return lasting + (1 - lasting) * transient ** (1 + retries);
}

/** The part of the wanted retries that a budget (retries per request) allows. */
export function budgetShare(attempts: number, budget: number): number {
  return attempts - 1 > budget ? budget / (attempts - 1) : 1;
}

const BACKOFF_HALVES_MS = 200;
const JITTER = 0.5;

/** Share of retries that land in the same moment as what they repeat: pauses and chance spread them. */
export function crowding(backoffMs: number, jitter: boolean): number {
  return (jitter ? JITTER : 1) / (1 + backoffMs / BACKOFF_HALVES_MS);
}

/** Requests per second of clients that ask again after each interval. */
export const pollRate = (clients: number, intervalMs: number): number =>
  (clients * 1000) / Math.max(1, intervalMs);

/** What a burst makes of the load from outside in a tick. */
export function burstFactor(
  tick: number,
  burst: { every: number; ticks: number; offset: number; factor: number; from?: number; until?: number },
): number {
  if (tick < (burst.from ?? -Infinity) || tick > (burst.until ?? Infinity)) return 1;
  const phase = (((tick + burst.offset) % burst.every) + burst.every) % burst.every;
  return phase < burst.ticks ? burst.factor : 1;
}
