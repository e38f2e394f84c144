import { z } from 'zod';
import { LabError } from '#lib/protocol/lab-error.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import type { Services } from '../services.ts';
import { claimBatch, endBatch, type Claim, type Occasion } from './batches.ts';
import { abandonJob, retryFailedJobs } from './recover-jobs.ts';
import { runBatch } from './run-batch.ts';
import { runJob } from './run-job.ts';

/** The durable side of learning. Everything that has to be done stands in the database before anything is started. */
export interface Pipeline {
  /** A message was stored; so many wait now, at least. `isFull`: enough of them; `isBusy`: a batch of its session is worked on. */
  messageStored(stored: {
    sessionId: string;
    messageId: string;
    waiting: number;
    isFull: boolean;
    isBusy: boolean;
  }): Promise<void>;
  /** Works off one batch of at most 32 messages and says how it went. */
  flush(sessionId: string): Promise<{ status: 200 | 500; errmsg: string }>;
  startJobs(jobIds: readonly string[]): Promise<void>;
  /** Finds and starts what an earlier process left undone. */
  resume(): Promise<void>;
}

const OBSERVE = 'learning.observe';
const BUFFER = 'learning.buffer';
const LEARN = 'learning.learn';

const batchInput = z.object({ batchId: z.string(), sessionId: z.string() });
const sessionInput = z.object({ sessionId: z.string() });
const jobInput = z.object({ jobId: z.string() });

export function createPipeline(services: Services): Pipeline {
  const { db, engine, settings, onError } = services;
  /** Work in this process, so that a second start of the same thing joins the first. */
  const inHand = new Map<string, Promise<void>>();
  /** Flushes that wait for a batch: told in this process at once, by the engine otherwise. */
  const waiters = new Map<string, Set<() => void>>();

  const once = (id: string, work: () => Promise<void>): Promise<void> => {
    const running = inHand.get(id);
    if (running) return running;
    const started = work().finally(() => inHand.delete(id));
    inHand.set(id, started);
    return started;
  };

  /** Starts something that stands in the database: if this process dies before the engine has it, `resume` finds it. */
  async function start(
    name: string,
    input: object,
    key: string,
    onEngineFailure: (error: unknown) => Promise<void>,
  ): Promise<string> {
    const engineId = await engine.start(name, input, { key });
    engine
      .result(engineId)
      .catch(async (error: unknown) => {
        if (services.stopping.aborted || (error instanceof LabError && error.code === 'cancelled')) return;
        onError(error);
        await onEngineFailure(error);
      })
      .catch(onError);
    return engineId;
  }

  const startBatch = (batchId: string, sessionId: string): Promise<string> =>
    start(OBSERVE, { batchId, sessionId }, batchId, async (error) => {
      await endBatch(services, { id: batchId, sessionId }, { state: 'failed', error: errorMessage(error) });
      await afterBatch(batchId, sessionId);
    });

  async function startJob(jobId: string): Promise<string | null> {
    const job = await db
      .selectFrom('ac_jobs')
      .select(['state', 'attempt'])
      .where('id', '=', jobId)
      .executeTakeFirst();
    if (!job) return null;
    // A job enters the engine at most twice per attempt: when it is made, and when the space's lock is handed to it.
    const key = `${jobId}:${job.attempt}${job.state === 'writing' ? ':write' : ''}`;
    return start(LEARN, { jobId }, key, async (error) => {
      const next = await abandonJob(services, jobId, errorMessage(error));
      if (next) await startJob(next);
    });
  }

  async function startJobs(jobIds: readonly string[]): Promise<void> {
    for (const id of jobIds) await startJob(id).catch(onError);
  }

  const armBuffer = (sessionId: string, key: string, delayMs: number): Promise<unknown> =>
    engine.start(BUFFER, { sessionId }, { key: `buffer:${key}`, delayMs });

  /** Claims a batch and starts it, or sees to it that somebody will. */
  async function claimAndStart(sessionId: string, occasion: Occasion, key: string): Promise<Claim> {
    const claim = await claimBatch(services, sessionId, occasion);
    if (claim.kind === 'claimed') await startBatch(claim.batchId, sessionId);
    if (claim.kind === 'early') await armBuffer(sessionId, key, claim.dueInMs);
    return claim;
  }

  async function afterBatch(batchId: string, sessionId: string): Promise<void> {
    for (const wake of waiters.get(batchId) ?? []) wake();
    await claimAndStart(sessionId, 'full', `after:${batchId}`);
  }

  engine.define<unknown, null>(OBSERVE, async (input) => {
    const { batchId, sessionId } = batchInput.parse(input);
    await once(batchId, async () => {
      await runBatch(services, batchId, startJob);
      await afterBatch(batchId, sessionId);
    });
    return null;
  });
  engine.define<unknown, null>(BUFFER, async (input) => {
    const { sessionId } = sessionInput.parse(input);
    await claimAndStart(sessionId, 'due', services.newId());
    return null;
  });
  engine.define<unknown, null>(LEARN, async (input) => {
    const { jobId } = jobInput.parse(input);
    await once(jobId, async () => {
      const next = await runJob(services, jobId);
      if (next) await startJob(next);
    });
    return null;
  });

  /** Waits for a batch, whoever works on it; false when the time is up. */
  async function settled(batchId: string, sessionId: string, deadline: AbortSignal): Promise<boolean> {
    const wakes = waiters.get(batchId) ?? new Set();
    waiters.set(batchId, wakes);
    let wake = (): void => {};
    const told = new Promise<void>((resolve) => {
      wake = resolve;
    });
    wakes.add(wake);
    const late = new Promise<void>((resolve) => {
      deadline.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      const ended = startBatch(batchId, sessionId).then((id) => engine.result(id));
      await Promise.race([told, late, ended.catch(() => null)]);
    } finally {
      wakes.delete(wake);
      if (wakes.size === 0) waiters.delete(batchId);
    }
    return !deadline.aborted;
  }

  async function flush(sessionId: string): Promise<{ status: 200 | 500; errmsg: string }> {
    const deadline = AbortSignal.timeout(settings.flushTimeoutMs);
    await startJobs(await retryFailedJobs(services, sessionId));
    for (;;) {
      const claim = await claimBatch(services, sessionId, 'flush');
      if (claim.kind === 'nothing' || claim.kind === 'early') return { status: 200, errmsg: '' };
      if (!(await settled(claim.batchId, sessionId, deadline))) {
        return { status: 500, errmsg: 'The session is still being processed; flush again later.' };
      }
      if (claim.kind === 'busy') continue;
      const batch = await db
        .selectFrom('ac_batches')
        .select(['state', 'error'])
        .where('id', '=', claim.batchId)
        .executeTakeFirst();
      if (batch?.state === 'running')
        return { status: 500, errmsg: 'The server stops; it goes on at its next start.' };
      return batch?.error ? { status: 500, errmsg: batch.error } : { status: 200, errmsg: '' };
    }
  }

  async function messageStored(stored: Parameters<Pipeline['messageStored']>[0]) {
    const { sessionId, messageId, waiting, isFull, isBusy } = stored;
    try {
      if (isFull) {
        // The end of the batch that is being worked on claims the next one.
        if (!isBusy) await claimAndStart(sessionId, 'full', messageId);
      } else if (waiting === 1) await armBuffer(sessionId, messageId, settings.bufferMs);
    } catch (error) {
      // The message is stored and waits; a later message, a flush or the next start takes it up.
      onError(error);
    }
  }

  /** What the engine took for done although it is not (its end came between two processes) is started once more. */
  function again(engineId: string, name: string, input: object, id: string): void {
    engine
      .result(engineId)
      .then(() => engine.start(name, input, { key: `${id}:${services.newId()}` }))
      .catch(() => {});
  }

  async function resume(): Promise<void> {
    const batches = await db
      .selectFrom('ac_batches')
      .select(['id', 'session_id'])
      .where('state', '=', 'running')
      .execute();
    for (const { id, session_id: sessionId } of batches) {
      const engineId = await startBatch(id, sessionId);
      again(engineId, OBSERVE, { batchId: id, sessionId }, id);
    }
    const jobs = await db
      .selectFrom('ac_jobs')
      .select('id')
      .where('state', 'in', ['waiting', 'distilling', 'writing'])
      .where('carrier_job_id', 'is', null)
      .orderBy('created_at')
      .execute();
    for (const { id } of jobs) {
      const engineId = await startJob(id);
      if (engineId) again(engineId, LEARN, { jobId: id }, id);
    }
    const sessions = await db
      .selectFrom('ac_messages')
      .select('session_id')
      .distinct()
      .where('status', '=', 'pending')
      // Copies wait for a message of their own session, or a flush.
      .where('batch_id', 'is', null)
      .execute();
    for (const { session_id } of sessions) await claimAndStart(session_id, 'due', services.newId());
  }

  return { messageStored, flush, startJobs, resume };
}
