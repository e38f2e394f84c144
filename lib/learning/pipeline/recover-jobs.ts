import type { Services } from '../services.ts';
import { Gone } from './agent-loop.ts';
import { findJob, moveJob } from './jobs.ts';
import { failJob } from './run-job.ts';
import { endWriting } from './write-skills.ts';

/** Puts a session's failed jobs back to where they failed. Returns them. */
export async function retryFailedJobs(services: Services, sessionId: string): Promise<string[]> {
  return services.db.transaction().execute(async (trx) => {
    const failed = await trx
      .selectFrom('ac_jobs')
      .selectAll()
      .where('session_id', '=', sessionId)
      .where('state', '=', 'failed')
      .orderBy('created_at')
      .execute();
    for (const job of failed) {
      await moveJob(trx, services, job, ['failed'], {
        state: 'waiting',
        reason: null,
        attempt: job.attempt + 1,
      });
    }
    return failed.map(({ id }) => id);
  });
}

/** Ends a job on which the engine gave up. Returns the job that may write next. */
export async function abandonJob(services: Services, jobId: string, reason: string): Promise<string | null> {
  const job = await findJob(services.db, jobId);
  if (job?.state !== 'writing') {
    await failJob(services, jobId, reason);
    return null;
  }
  try {
    return await endWriting(services, job, reason);
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}
