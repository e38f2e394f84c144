import type { CreateTableBuilder, Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { LearningTables } from './tables.ts';

/** Columns by kind; those of `key` (and all but `nullable`) must hold a value. */
const FIRST: Record<
  keyof LearningTables,
  { key: string; text: string[]; nullable?: string[]; integer?: string[] }
> = {
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

const INDEXES: [table: keyof LearningTables, columns: string[], unique?: 'unique'][] = [
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
  async up(db: Kysely<unknown>) {
    for (const [table, { key, text, nullable = [], integer = [] }] of Object.entries(FIRST)) {
      const keys = key.split(',');
      const spec: [column: string, type: 'text' | 'integer', nullable: boolean][] = [
        ...[...keys, ...text].map((column): [string, 'text', boolean] => [column, 'text', false]),
        ...nullable.map((column): [string, 'text', boolean] => [column, 'text', true]),
        ...integer.map((column): [string, 'integer', boolean] => [column, 'integer', false]),
      ];
      let create: CreateTableBuilder<string, string> = db.schema.createTable(table);
      for (const [column, type, isNullable] of spec) {
        create = create.addColumn(column, type, (definition) =>
          isNullable ? definition : definition.notNull(),
        );
      }
      await create.addPrimaryKeyConstraint(`${table}_pk`, keys).execute();
    }
    for (const [table, columns, unique] of INDEXES) {
      const index = db.schema
        .createIndex(`${table}_${columns.join('_')}`)
        .on(table)
        .columns(columns);
      await (unique ? index.unique() : index).execute();
    }
  },
};

/** Brings this module's tables up to date; every name starts with `ac_`, so they can share a database. */
export async function migrate(db: Kysely<LearningTables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ '001_first': first }) },
    migrationTableName: 'ac_migrations',
    migrationLockTableName: 'ac_migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The tables of the embedded Acontext cannot be created.', { cause: error });
}
