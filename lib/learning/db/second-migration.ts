import type { Migration } from 'kysely/migration';
import { createIndexes, createTables, type IndexSpec, type TableSpec } from './create-tables.ts';

const TABLES: Record<string, TableSpec> = {
  // The bytes behind the parts of a session's messages.
  ac_assets: {
    key: 'session_id,sha256',
    text: ['s3_key', 'mime', 'encoding', 'content', 'created_at'],
    integer: ['size'],
  },
  // What this database signs with.
  ac_secrets: { key: 'name', text: ['value'] },
};

const INDEXES: IndexSpec[] = [
  ['ac_disks', ['project_id', 'created_at', 'id']],
  ['ac_users', ['project_id', 'created_at', 'id']],
  ['ac_skills', ['disk_id']],
  ['ac_keys', ['project_id']],
  ...['ac_sessions', 'ac_spaces', 'ac_skills', 'ac_disks'].map((table): IndexSpec => [table, ['user_id']]),
];

/** Artifacts with meta, assets of messages, signed links, several projects. */
export const second: Migration = {
  async up(db) {
    await createTables(db, TABLES);
    await db.schema.alterTable('ac_files').addColumn('meta', 'text').execute();
    await db.schema.alterTable('ac_projects').addColumn('name', 'text').execute();
    await createIndexes(db, INDEXES);
    await createIndexes(db, [['ac_projects', ['name'], 'unique']]);
  },
};
