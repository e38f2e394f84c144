import type { Services } from '../services.ts';
import { AgentFailure, Gone } from './agent-loop.ts';
import { distil } from './distil.ts';
import { enterWriting, findJob, moveJob } from './jobs.ts';
import { writeSkills } from './write-skills.ts';

/**
 * Takes a job from wherever it stands as far as it goes: to its end, or into the queue of its space.
 * Returns the job that may write next.
 */
export async function runJob(services: Services, jobId: string): Promise<string | null> {
  const { db } = services;
  try {
    const job = await findJob(db, jobId);
    if (job?.distillation_text === null && (job.state === 'waiting' || job.state === 'distilling')) {
      await distil(services, job);
    } else if (job?.state === 'waiting' || job?.state === 'distilling') {
      await db.transaction().execute((trx) => enterWriting(trx, services, job));
    }
    const ready = await findJob(db, jobId);
    if (ready?.state !== 'writing' || ready.carrier_job_id !== null) return null;
    return await writeSkills(services, ready);
  } catch (error) {
    if (error instanceof Gone) return null;
    if (!(error instanceof AgentFailure)) throw error;
    await failJob(services, jobId, error.message);
    return null;
  }
}

/** Ends a job that cannot go on, with the reason. Returns the job that may write next. */
export async function failJob(services: Services, jobId: string, reason: string): Promise<void> {
  const { db } = services;
  const job = await findJob(db, jobId);
  if (!job || (job.state !== 'waiting' && job.state !== 'distilling')) return;
  await db
    .transaction()
    .execute((trx) => moveJob(trx, services, job, ['waiting', 'distilling'], { state: 'failed', reason }));
}
