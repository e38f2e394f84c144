import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createIndexes, type IndexSpec } from './create-tables.ts';

/** Whose first columns serve what each of these served. */
const REPLACED = [
  'ac_messages_batch_id',
  'ac_batches_session_id',
  'ac_sessions_user_id',
  'ac_spaces_user_id',
  'ac_skills_user_id',
  'ac_disks_user_id',
];

const INDEXES: IndexSpec[] = [
  // Pages of a conversation.
  ['ac_messages', ['session_id', 'created_at', 'id']],
  // What waits: no batch yet.
  ['ac_messages', ['batch_id', 'status', 'session_id']],
  ['ac_batches', ['session_id', 'state', 'created_at']],
  ['ac_jobs', ['task_id', 'state']],
  ['ac_jobs', ['carrier_job_id']],
  // Pages of one user's things; by user alone when the user is deleted.
  ...['ac_sessions', 'ac_spaces', 'ac_skills', 'ac_disks'].map((table): IndexSpec => [
    table,
    ['user_id', 'project_id', 'created_at', 'id'],
  ]),
];

/** Nothing costs more because a session is long or the store has grown. */
export const fourth: Migration = {
  async up(db) {
    for (const index of REPLACED) await db.schema.dropIndex(index).execute();
    await createIndexes(db, INDEXES);
    await db.schema
      .alterTable('ac_sessions')
      .addColumn('token_count', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`update ac_sessions set token_count =
      (select coalesce(sum(tokens), 0) from ac_messages where session_id = ac_sessions.id)`.execute(db);
  },
};
