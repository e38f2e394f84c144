import type { JobRow } from '../db/tables.ts';
import { renderPreferences } from '../prompts/distillation-text.ts';
import type { Db, Services } from '../services.ts';
import { Gone } from './agent-loop.ts';
import { planningTaskOf, dataOf, isFinished, tasksOf } from './task-list.ts';

/**
 * A job is one thing to learn: a finished task (waiting → distilling → writing or queued → done or failed) or submitted
 * preferences (without distilling). These are its moves; each is part of the caller's transaction.
 */

type Make = Pick<Services, 'stamp' | 'newId'>;

export interface Attachment {
  projectId: string;
  spaceId: string;
  sessionId: string;
}

export async function attachmentOf(db: Db, sessionId: string): Promise<Attachment | null> {
  const row = await db
    .selectFrom('ac_space_sessions')
    .innerJoin('ac_sessions', 'ac_sessions.id', 'ac_space_sessions.session_id')
    .select(['ac_space_sessions.space_id', 'ac_sessions.project_id'])
    .where('ac_space_sessions.session_id', '=', sessionId)
    .executeTakeFirst();
  return row ? { projectId: row.project_id, spaceId: row.space_id, sessionId } : null;
}

async function insertJob(
  db: Db,
  { stamp, newId }: Make,
  to: Attachment,
  job: Pick<JobRow, 'task_id' | 'distillation_kind' | 'distillation_text'>,
): Promise<string> {
  const at = stamp();
  const id = newId();
  await db
    .insertInto('ac_jobs')
    .values({
      ...job,
      id,
      project_id: to.projectId,
      space_id: to.spaceId,
      session_id: to.sessionId,
      state: 'waiting',
      attempt: 1,
      distilled_at: job.distillation_text === null ? null : at,
      opening: null,
      carrier_job_id: null,
      reason: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await touchAttachment(db, { stamp }, to.sessionId);
  return id;
}

async function touchAttachment(db: Db, { stamp }: Pick<Services, 'stamp'>, sessionId: string): Promise<void> {
  await db
    .updateTable('ac_space_sessions')
    .set({ updated_at: stamp() })
    .where('session_id', '=', sessionId)
    .execute();
}

/** One job for each task, unless one already waits. Returns the new jobs. */
export async function addTaskJobs(
  db: Db,
  make: Make,
  to: Attachment,
  taskIds: Iterable<string>,
): Promise<string[]> {
  const jobs: string[] = [];
  for (const task_id of taskIds) {
    const waiting = await db
      .selectFrom('ac_jobs')
      .select('id')
      .where('task_id', '=', task_id)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (waiting) continue;
    jobs.push(await insertJob(db, make, to, { task_id, distillation_kind: null, distillation_text: null }));
  }
  return jobs;
}

export async function addPreferencesJob(
  db: Db,
  make: Make,
  to: Attachment,
  preferences: readonly string[],
): Promise<string[]> {
  if (preferences.length === 0) return [];
  const distillation_text = renderPreferences(preferences);
  return [
    await insertJob(db, make, to, { task_id: null, distillation_kind: 'preference', distillation_text }),
  ];
}

/** What a session had to teach before it was attached. */
export async function addEarlierJobs(db: Db, make: Make, to: Attachment): Promise<string[]> {
  const tasks = await tasksOf(db, to.sessionId);
  const finished = tasks.filter(({ status }) => isFinished(status)).map(({ id }) => id);
  const planning = await planningTaskOf(db, to.sessionId);
  return [
    ...(await addTaskJobs(db, make, to, finished)),
    ...(await addPreferencesJob(db, make, to, planning ? dataOf(planning).user_preferences : [])),
  ];
}

export function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  return db.selectFrom('ac_jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Moves a job on. Throws Gone when it is not in the state that it was thought to be in. */
export async function moveJob(
  db: Db,
  { stamp }: Pick<Services, 'stamp'>,
  job: Pick<JobRow, 'id' | 'session_id'>,
  from: readonly JobRow['state'][],
  change: Partial<JobRow>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('ac_jobs')
    .set({ ...change, updated_at: stamp() })
    .where('id', '=', job.id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Gone();
  await touchAttachment(db, { stamp }, job.session_id);
}

/**
 * Keeps other transactions from moving the space's jobs until this one ends. Whoever touches the space and its jobs
 * takes it first, so that two of them never wait for each other.
 */
export async function lockSpace(db: Db, spaceId: string): Promise<void> {
  await db
    .updateTable('ac_spaces')
    .set((eb) => ({ writer_job_id: eb.ref('writer_job_id') }))
    .where('id', '=', spaceId)
    .execute();
}

/** Takes the space's lock or a place in its queue. The update comes first: it keeps other transactions out. */
export async function enterWriting(
  db: Db,
  make: Pick<Services, 'stamp'>,
  job: JobRow,
  change: Partial<JobRow> = {},
): Promise<'writing' | 'queued'> {
  await db
    .updateTable('ac_spaces')
    .set((eb) => ({ writer_job_id: eb.fn.coalesce('writer_job_id', eb.val(job.id)) }))
    .where('id', '=', job.space_id)
    .execute();
  const space = await db
    .selectFrom('ac_spaces')
    .select('writer_job_id')
    .where('id', '=', job.space_id)
    .executeTakeFirst();
  const state = space?.writer_job_id === job.id ? 'writing' : 'queued';
  await moveJob(db, make, job, ['waiting', 'distilling', 'queued'], { ...change, state });
  return state;
}

/** Hands the space's lock to the job that has queued longest, or gives it back. Returns the next job. */
export async function leaveWriting(
  db: Db,
  make: Pick<Services, 'stamp'>,
  job: Pick<JobRow, 'id' | 'space_id'>,
): Promise<string | null> {
  const { numUpdatedRows } = await db
    .updateTable('ac_spaces')
    .set({ writer_job_id: null })
    .where('id', '=', job.space_id)
    .where('writer_job_id', '=', job.id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return null;
  const [next] = await queuedJobs(db, job.space_id, 1);
  if (!next) return null;
  await enterWriting(db, make, next);
  return next.id;
}

/** Jobs that wait for the space's lock, longest first. */
function queuedJobs(db: Db, spaceId: string, limit: number): Promise<JobRow[]> {
  return db
    .selectFrom('ac_jobs')
    .selectAll()
    .where('space_id', '=', spaceId)
    .where('state', '=', 'queued')
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export function carriedJobs(db: Db, carrierId: string): Promise<JobRow[]> {
  return db
    .selectFrom('ac_jobs')
    .selectAll()
    .where('carrier_job_id', '=', carrierId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Lets a learner take along what waits for its space. Returns the jobs newly taken. */
export async function takeAlong(
  db: Db,
  make: Pick<Services, 'stamp'>,
  carrier: JobRow,
  max: number,
): Promise<JobRow[]> {
  const room = max - (await carriedJobs(db, carrier.id)).length;
  const taken = room > 0 ? await queuedJobs(db, carrier.space_id, room) : [];
  for (const job of taken) {
    await moveJob(db, make, job, ['queued'], { state: 'writing', carrier_job_id: carrier.id });
  }
  return taken;
}

/** Forgets jobs (their session or space is being deleted); those that they carried queue again. Returns jobs to start. */
export async function dropJobs(
  db: Db,
  make: Pick<Services, 'stamp'>,
  jobs: readonly JobRow[],
): Promise<string[]> {
  const started: string[] = [];
  for (const job of jobs) {
    for (const carried of await carriedJobs(db, job.id)) {
      await moveJob(db, make, carried, [carried.state], {
        carrier_job_id: null,
        ...(carried.state === 'writing' && { state: 'queued' }),
      });
    }
    await db.deleteFrom('ac_jobs').where('id', '=', job.id).execute();
    const next = await leaveWriting(db, make, job);
    if (next) started.push(next);
  }
  return started;
}
