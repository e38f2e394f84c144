import type { Db, Services } from '../services.ts';
import { attachmentOf, dropJobs, lockSpace } from './jobs.ts';

/** Deletions with everything that hangs on the thing; each is part of the caller's transaction. */

type Make = Pick<Services, 'stamp' | 'newId'>;

const OF_SESSION = [
  'ac_messages',
  'ac_tasks',
  'ac_events',
  'ac_assets',
  'ac_space_sessions',
  'ac_batches',
  'ac_iterations',
] as const;

/** Messages, tasks, events and the link to a learning space go along. Returns jobs to start. */
export async function deleteSession(db: Db, make: Make, id: string): Promise<string[]> {
  const attachment = await attachmentOf(db, id);
  if (attachment) await lockSpace(db, attachment.spaceId);
  await db.deleteFrom('ac_sessions').where('id', '=', id).execute();
  const jobs = await db.selectFrom('ac_jobs').selectAll().where('session_id', '=', id).execute();
  const started = await dropJobs(db, make, jobs);
  for (const table of OF_SESSION) await db.deleteFrom(table).where('session_id', '=', id).execute();
  return started;
}

/** Skills and sessions stay; what was still to be learned is dropped. */
export async function deleteSpace(db: Db, make: Make, id: string): Promise<void> {
  await db.deleteFrom('ac_spaces').where('id', '=', id).execute();
  const jobs = await db.selectFrom('ac_jobs').selectAll().where('space_id', '=', id).execute();
  await dropJobs(db, make, jobs);
  await db.deleteFrom('ac_space_sessions').where('space_id', '=', id).execute();
  await db.deleteFrom('ac_space_skills').where('space_id', '=', id).execute();
}

/** A skill of that disk goes along. */
export async function deleteDisk(db: Db, id: string): Promise<void> {
  const skills = db.selectFrom('ac_skills').select('id').where('disk_id', '=', id);
  await db.deleteFrom('ac_space_skills').where('skill_id', 'in', skills).execute();
  await db.deleteFrom('ac_skills').where('disk_id', '=', id).execute();
  await db.deleteFrom('ac_files').where('disk_id', '=', id).execute();
  await db.deleteFrom('ac_disks').where('id', '=', id).execute();
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** The user and all that is theirs: spaces, sessions, skills, disks. Returns jobs to start. */
export async function deleteUser(db: Db, make: Make, userId: string): Promise<string[]> {
  const owned = async (table: 'ac_spaces' | 'ac_sessions' | 'ac_disks'): Promise<string[]> =>
    idsOf(await db.selectFrom(table).select('id').where('user_id', '=', userId).orderBy('id').execute());
  const spaces = await owned('ac_spaces');
  const attached = await db
    .selectFrom('ac_space_sessions')
    .innerJoin('ac_sessions', 'ac_sessions.id', 'ac_space_sessions.session_id')
    .select('ac_space_sessions.space_id')
    .where('ac_sessions.user_id', '=', userId)
    .execute();
  // All locks first and in one order, so that two deletions never wait for each other.
  const locked = new Set([...spaces, ...attached.map(({ space_id }) => space_id)]);
  for (const id of [...locked].toSorted()) await lockSpace(db, id);
  for (const id of spaces) await deleteSpace(db, make, id);
  const started: string[] = [];
  for (const id of await owned('ac_sessions')) started.push(...(await deleteSession(db, make, id)));
  for (const id of await owned('ac_disks')) await deleteDisk(db, id);
  await db.deleteFrom('ac_users').where('id', '=', userId).execute();
  return started;
}
