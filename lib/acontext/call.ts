import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { backoffMs } from '#lib/utils/backoff.ts';
import { explainError, isAmbiguous, isRateLimited, isRefusedForNow } from './explain-error.ts';
import type { Requester, RequestOptions } from './requester.ts';
import { retryAfterMs } from './retry-after.ts';

/** What tests replace. */
export interface CallTools {
  now: () => number;
  random: () => number;
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  maxAttempts: number;
  /** After this time no further try begins: a server that hangs must not hold up a run for minutes. */
  maxTotalMs: number;
}

export const REAL_CALL_TOOLS: CallTools = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
  maxAttempts: 4,
  maxTotalMs: 25_000,
};

const BACKOFF = { baseMs: 300, maxMs: 4000 };

export interface CallOptions<T> extends RequestOptions {
  schema: z.ZodType<T>;
  /** Completes "Acontext could not …". */
  doing: string;
  /**
   * Whether asking twice is harmless. Where it is not, only a refusal (429, 503) is tried again, unless `recover`
   * can tell whether the first try had its effect.
   */
  repeatable: boolean;
  /** Looks for the effect of a try whose outcome is unknown; null when there is none. */
  recover?: () => Promise<T | null>;
}

export type Call = <T>(method: string, path: string, options: CallOptions<T>) => Promise<T>;

/** One typed call with tries and errors of the lab. */
export function createCall(requester: Requester, host: string, tools: CallTools): Call {
  return async (method, path, options) => {
    const { schema, doing, repeatable, recover, ...requestOptions } = options;
    const startedAt = tools.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return schema.parse(await requester.request(method, path, requestOptions));
      } catch (error) {
        const again = isRefusedForNow(error) || (isAmbiguous(error) && (repeatable || recover !== undefined));
        const waitMs = Math.max(backoffMs(attempt, BACKOFF, tools.random), retryAfterMs(error));
        const late = tools.now() - startedAt + waitMs >= tools.maxTotalMs;
        if (!again || late || attempt >= tools.maxAttempts) throw explainError(error, doing, host);
        await tools.sleep(waitMs);
        // A proxy says 503 of a server that had done its part, too; only a rate limit is sure to have had no effect.
        const done = recover && !isRateLimited(error) ? await recover() : null;
        if (done !== null) return done;
      }
    }
  };
}
