import { LabError } from '#lib/protocol/lab-error.ts';
import type { LearningProgress } from '#lib/protocol/ports.ts';
import { backoffMs } from '#lib/utils/backoff.ts';
import type { CallTools } from './call.ts';
import { isPassing } from './explain-error.ts';
import { readProgress, type ReadStatus } from './read-learning-progress.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Sessions } from './sessions.ts';

export interface WaitOptions {
  signal: AbortSignal;
  timeoutMs?: number;
  /**
   * An end is believed when it still holds after this time: a session with several tasks goes back from `completed`
   * to `distilling`. 0 believes the first one (the embedded server ends only when no job is left).
   */
  settleMs?: number;
  /** Hears of every reading, the first before the session is flushed. */
  onProgress?: (progress: LearningProgress) => Promise<void>;
  /** Hears that Acontext is away or busy, and how long it is left alone now. Waiting goes on until the time is up. */
  onTrouble?: (error: LabError, waitMs: number) => Promise<void>;
}

/**
 * Flushes the session and waits until all of its learning has ended (`spaceId` null: until its messages are read).
 * Returns the last reading. Throws `learning_timeout`, which says how far it came, `cancelled`, what stays wrong by
 * itself (a refused key, a missing route) at once, and the last trouble when the time is up.
 */
export type WaitForLearning = (
  spaceId: string | null,
  sessionId: string,
  options: WaitOptions,
) => Promise<LearningProgress>;

const ENDS: ReadonlySet<string> = new Set(['completed', 'failed']);
/** Quick at first, since the embedded server answers within a second; a real one thinks for half a minute. */
const POLL = { baseMs: 50, maxMs: 3000 };
const TROUBLE = { baseMs: 1000, maxMs: 30_000 };
const DEFAULT_TIMEOUT_MS = 180_000;
const DEFAULT_SETTLE_MS = 3000;

export function createWaitForLearning(
  tools: CallTools,
  sessions: Sessions,
  readStatus: ReadStatus,
): WaitForLearning {
  return async (spaceId, sessionId, options) => {
    const { signal, timeoutMs = DEFAULT_TIMEOUT_MS, settleMs = DEFAULT_SETTLE_MS } = options;
    const deadline = tools.now() + timeoutMs;

    async function pause(ms: number): Promise<void> {
      await tools.sleep(Math.max(1, ms), signal).catch(() => {});
      if (signal.aborted) throw cancelled();
    }

    /** Asks until there is an answer: a server that is away for a minute must not cost what it has learned by then. */
    async function patiently<T>(ask: () => Promise<T>): Promise<T> {
      for (let failures = 1; ; failures += 1) {
        if (signal.aborted) throw cancelled();
        try {
          return await ask();
        } catch (error) {
          if (!(error instanceof LabError) || !isPassing(error)) throw error;
          const waitMs = Math.max(backoffMs(failures, TROUBLE, tools.random), retryAfterMs(error.cause));
          if (tools.now() + waitMs > deadline) throw error;
          await options.onTrouble?.(error, waitMs);
          await pause(waitMs);
        }
      }
    }

    async function look(readStatusOf: ReadStatus): Promise<LearningProgress> {
      const progress = await patiently(() => readProgress(sessions, readStatusOf, sessionId, spaceId));
      await options.onProgress?.(progress);
      return progress;
    }

    // Before the flush Acontext's word is not asked for: asking too early ends the learning.
    await look(async () => ({ status: 'pending' }));
    await patiently(() => sessions.flush(sessionId));
    let endedAt: number | null = null;
    for (let polls = 1; ; polls += 1) {
      const progress = await look(readStatus);
      const now = tools.now();
      const isRead = progress.pending + progress.inProcess === 0;
      const hasEnded = isRead && (spaceId === null || ENDS.has(progress.status ?? ''));
      endedAt = hasEnded ? (endedAt ?? now) : null;
      if (endedAt !== null && (spaceId === null || now - endedAt >= settleMs)) return progress;
      if (now >= deadline) throw timedOut(progress, timeoutMs);
      // One flush takes at most 32 messages.
      if (!isRead && progress.inProcess === 0) await patiently(() => sessions.flush(sessionId));
      await pause(endedAt === null ? backoffMs(polls, POLL, tools.random) : settleMs - (now - endedAt));
    }
  };
}

function cancelled(): LabError {
  return new LabError({ code: 'cancelled', message: 'Waiting for learning was cancelled.' });
}

function timedOut({ pending, inProcess, status }: LearningProgress, timeoutMs: number): LabError {
  const seconds = Math.round(timeoutMs / 1000);
  return new LabError({
    code: 'learning_timeout',
    message: `Learning did not end within ${seconds} s: ${pending} messages pending, ${inProcess} in process, Acontext's last word "${status ?? 'none'}".`,
    hint: 'The run is kept, and Acontext may still finish by itself. Retry learning, or raise LEARNING_TIMEOUT_S.',
  });
}
