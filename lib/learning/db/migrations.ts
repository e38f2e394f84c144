import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { createIndexes, createTables, type IndexSpec, type TableSpec } from './create-tables.ts';
import { fifth } from './fifth-migration.ts';
import { fourth } from './fourth-migration.ts';
import { second } from './second-migration.ts';
import { sixth } from './sixth-migration.ts';
import type { LearningTables } from './tables.ts';
import { third } from './third-migration.ts';

const FIRST: Record<string, TableSpec> = {
  ac_projects: { key: 'id', text: ['configs', 'created_at'] },
  ac_keys: { key: 'hash', text: ['project_id', 'created_at'] },
  ac_users: { key: 'id', text: ['project_id', 'identifier', 'created_at', 'updated_at'] },
  ac_sessions: {
    key: 'id',
    text: ['project_id', 'created_at', 'updated_at'],
    nullable: ['user_id', 'configs', 'last_message_id', 'last_message_at', 'active_batch_id', 'flushed_at'],
    integer: ['disable_task_tracking', 'message_count'],
  },
  ac_messages: {
    key: 'id',
    text: ['session_id', 'role', 'meta', 'parts', 'status', 'created_at', 'updated_at'],
    nullable: ['parent_id', 'task_id', 'batch_id'],
    integer: ['seq', 'tokens'],
  },
  ac_tasks: {
    key: 'id',
    text: ['project_id', 'session_id', 'data', 'status', 'created_at', 'updated_at'],
    integer: ['position', 'is_planning'],
  },
  ac_events: {
    key: 'id',
    text: ['project_id', 'session_id', 'type', 'data', 'created_at', 'updated_at'],
  },
  ac_spaces: {
    key: 'id',
    text: ['project_id', 'created_at', 'updated_at'],
    nullable: ['user_id', 'meta', 'writer_job_id'],
  },
  ac_space_sessions: { key: 'id', text: ['space_id', 'session_id', 'created_at', 'updated_at'] },
  ac_space_skills: { key: 'id', text: ['space_id', 'skill_id', 'created_at'] },
  ac_disks: { key: 'id', text: ['project_id', 'created_at', 'updated_at'], nullable: ['user_id'] },
  ac_skills: {
    key: 'id',
    text: ['project_id', 'name', 'description', 'disk_id', 'created_at', 'updated_at'],
    nullable: ['user_id', 'meta'],
  },
  ac_files: {
    key: 'disk_id,path',
    text: ['mime', 'encoding', 'content', 'created_at', 'updated_at'],
    integer: ['size'],
  },
  ac_batches: {
    key: 'id',
    text: ['session_id', 'state', 'created_at', 'updated_at'],
    nullable: ['opening', 'error'],
  },
  ac_jobs: {
    key: 'id',
    text: ['project_id', 'space_id', 'session_id', 'state', 'created_at', 'updated_at'],
    nullable: [
      'task_id',
      'distillation_kind',
      'distillation_text',
      'distilled_at',
      'opening',
      'carrier_job_id',
      'reason',
    ],
    integer: ['attempt'],
  },
  ac_iterations: {
    key: 'id',
    text: ['owner_id', 'session_id', 'stage', 'content', 'tool_calls', 'results', 'created_at'],
    nullable: ['follow_up', 'error'],
    integer: ['number'],
  },
};

const INDEXES: IndexSpec[] = [
  ['ac_users', ['project_id', 'identifier'], 'unique'],
  ['ac_sessions', ['project_id', 'created_at', 'id']],
  ['ac_messages', ['session_id', 'seq'], 'unique'],
  ['ac_messages', ['session_id', 'status', 'seq']],
  ['ac_messages', ['batch_id']],
  ['ac_messages', ['task_id']],
  ['ac_tasks', ['session_id', 'position']],
  ['ac_events', ['session_id', 'created_at', 'id']],
  ['ac_spaces', ['project_id', 'created_at', 'id']],
  ['ac_space_sessions', ['session_id'], 'unique'],
  ['ac_space_sessions', ['space_id', 'created_at']],
  ['ac_space_skills', ['space_id', 'skill_id'], 'unique'],
  ['ac_space_skills', ['skill_id']],
  ['ac_skills', ['project_id', 'created_at', 'id']],
  ['ac_batches', ['state']],
  ['ac_batches', ['session_id']],
  ['ac_jobs', ['state']],
  ['ac_jobs', ['session_id']],
  ['ac_jobs', ['space_id', 'state', 'created_at']],
  ['ac_iterations', ['owner_id', 'stage', 'number'], 'unique'],
  ['ac_iterations', ['session_id', 'created_at']],
];

const first: Migration = {
  async up(db) {
    await createTables(db, FIRST);
    await createIndexes(db, INDEXES);
  },
};

/** In the order of their names; one that has been released never changes. */
export const MIGRATIONS: Record<string, Migration> = {
  '001_first': first,
  '002_surface': second,
  '003_keys': third,
  '004_growth': fourth,
  '005_usage': fifth,
  '006_unmetered': sixth,
};

/** Brings this module's tables up to date; every name starts with `ac_`, so they can share a database. */
export async function migrate(db: Kysely<LearningTables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    migrationTableName: 'ac_migrations',
    migrationLockTableName: 'ac_migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The tables of the embedded Acontext cannot be created.', { cause: error });
}
