import { millisOf } from '../db/stamps.ts';
import type { Services } from '../services.ts';
import { messageStatuses } from './batches.ts';
import { addTaskJobs, attachmentOf } from './jobs.ts';
import { hasOpenEnd, learningStatus, type LearningFacts, type LearningStatus } from './learning-status.ts';
import type { Pipeline } from './pipeline.ts';
import { tasksOf, updateTask } from './task-list.ts';

async function factsOf(
  { db }: Services,
  sessionId: string,
): Promise<LearningFacts & { reason: string | null }> {
  const jobs = await db
    .selectFrom('ac_jobs')
    .select(['state', 'reason'])
    .where('session_id', '=', sessionId)
    .orderBy('created_at')
    .execute();
  const batch = await db
    .selectFrom('ac_batches')
    .select('error')
    .where('session_id', '=', sessionId)
    .where('state', '=', 'failed')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    jobs: jobs.map(({ state }) => state),
    messages: await messageStatuses(db, sessionId),
    tasks: (await tasksOf(db, sessionId)).map(({ status }) => status),
    reason: jobs.findLast(({ state }) => state === 'failed')?.reason ?? batch?.error ?? null,
  };
}

/** Whether nothing more is to be expected: flushed after its last message, or silent for as long as the buffer waits. */
async function isQuiet({ db, clock, settings }: Services, sessionId: string): Promise<boolean> {
  const session = await db
    .selectFrom('ac_sessions')
    .select(['last_message_at', 'flushed_at'])
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (!session?.last_message_at) return false;
  if (session.flushed_at !== null && session.flushed_at > session.last_message_at) return true;
  return clock.now() - millisOf(session.last_message_at) >= settings.bufferMs;
}

/** Takes the tasks that the agent left open as done, so that they are learned from. */
async function closeOpenTasks(services: Services, sessionId: string): Promise<string[]> {
  return services.db.transaction().execute(async (trx) => {
    const attachment = await attachmentOf(trx, sessionId);
    if (!attachment) return [];
    const open = (await tasksOf(trx, sessionId)).filter(
      ({ status }) => status === 'pending' || status === 'running',
    );
    for (const task of open) await updateTask(trx, services, task, { status: 'success' });
    return addTaskJobs(
      trx,
      services,
      attachment,
      open.map(({ id }) => id),
    );
  });
}

/** A learning session's status, and why it failed. Somebody who asks about a session at rest makes open tasks count. */
export async function readStatus(
  services: Services,
  sessionId: string,
  pipeline: Pipeline,
): Promise<{ status: LearningStatus; reason: string | null }> {
  const facts = await factsOf(services, sessionId);
  if (hasOpenEnd(facts) && (await isQuiet(services, sessionId))) {
    await pipeline.startJobs(await closeOpenTasks(services, sessionId));
    return { status: 'pending', reason: null };
  }
  const status = learningStatus(facts);
  return { status, reason: status === 'failed' ? facts.reason : null };
}
