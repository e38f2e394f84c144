import { sql, type ColumnDefinitionBuilder } from 'kysely';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Database, Tx } from './database.ts';
import { createDecisionTables, createWriteBacks } from './decision-tables.ts';
import { createExperimentTables } from './experiment-tables.ts';
import { createScenarioTables, createWantedValidity } from './scenario-tables.ts';

/** Brings the tables up to date, once, whichever instance comes first; all of it or nothing. */
export async function migrate({ kind, write }: Database): Promise<void> {
  await write(async (tx) => {
    await tx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .execute();
    const rows = await tx.selectFrom('migrations').select('name').execute();
    const done = new Set(rows.map(({ name }) => name));
    const known = migrationsFor(kind);
    if (rows.some(({ name }) => !known.has(name))) throw newerData();
    for (const [name, up] of known) {
      if (done.has(name)) continue;
      await up(tx);
      await tx.insertInto('migrations').values({ name }).execute();
    }
  });
}

function newerData(): LabError {
  return new LabError({
    code: 'storage_failed',
    message: 'The data was written by a newer version of the lab.',
    hint: 'Use that version, or give this one its own data folder or database.',
  });
}

type Migration = (tx: Tx) => Promise<void>;

/** In order; a migration that has been released never changes. */
function migrationsFor(kind: Database['kind']): ReadonlyMap<string, Migration> {
  const serial = kind === 'postgres' ? 'bigserial' : 'integer';
  const serialKey = (column: ColumnDefinitionBuilder) =>
    kind === 'postgres' ? column.primaryKey() : column.primaryKey().autoIncrement();
  const required = (column: ColumnDefinitionBuilder) => column.notNull();
  const start: Migration = async ({ schema }) => {
    const table = (name: string) => schema.createTable(name);
    await table('runs')
      .addColumn('number', serial, serialKey)
      .addColumn('run_id', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', required)
      .addColumn('story_id', 'text')
      .addColumn('act', 'integer')
      .addColumn('arm', 'text', required)
      .addColumn('search', 'text', required)
      .addColumn('last_seq', 'integer', required)
      .addColumn('summary', 'text', required)
      .execute();
    // Two clicks, or two instances, cannot both play one part: the database itself refuses the second.
    await schema
      .createIndex('runs_one_per_part')
      .unique()
      .on('runs')
      .columns(['story_id', 'act', 'arm'])
      .where(sql.ref('state'), 'in', ['queued', 'running'])
      .execute();
    await table('events')
      .addColumn('position', serial, serialKey)
      .addColumn('run_id', 'text', (column) => column.notNull().references('runs.run_id'))
      .addColumn('seq', 'integer', required)
      .addColumn('key', 'text', required)
      .addColumn('at', 'text', required)
      .addColumn('type', 'text', required)
      .addColumn('data', 'text', required)
      .addUniqueConstraint('events_seq', ['run_id', 'seq'])
      .addUniqueConstraint('events_key', ['run_id', 'key'])
      .execute();
    await table('stories')
      .addColumn('number', serial, serialKey)
      .addColumn('story_id', 'text', (column) => column.notNull().unique())
      .addColumn('space_id', 'text')
      .addColumn('created_at', 'text', required)
      .execute();
    await table('skill_versions')
      .addColumn('position', serial, serialKey)
      .addColumn('skill_id', 'text', required)
      .addColumn('number', 'integer', required)
      .addColumn('version_id', 'text', required)
      .addColumn('space_id', 'text', required)
      .addColumn('run_id', 'text')
      .addColumn('body', 'text', required)
      .addUniqueConstraint('skill_versions_number', ['skill_id', 'number'])
      .execute();
    await schema.createIndex('skill_versions_id').on('skill_versions').column('version_id').execute();
    await table('gone_skills')
      .addColumn('skill_id', 'text', (column) => column.primaryKey())
      .execute();
    await table('remotes')
      .addColumn('number', serial, serialKey)
      .addColumn('kind', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('space_id', 'text')
      .addColumn('created_at', 'text', required)
      .addUniqueConstraint('remotes_id', ['kind', 'id'])
      .execute();
  };
  const remoteObjects: Migration = async (tx) => {
    const { schema } = tx;
    await schema
      .createTable('remote_objects')
      .addColumn('number', serial, serialKey)
      .addColumn('server', 'text', required)
      .addColumn('key_mark', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('id', 'text', required)
      .addColumn('marker', 'text')
      .addColumn('space_id', 'text')
      .addColumn('run_id', 'text')
      .addColumn('state', 'text', required)
      .addColumn('problem', 'text')
      .addColumn('created_at', 'text', required)
      .addUniqueConstraint('remote_objects_id', ['kind', 'id', 'server', 'key_mark'])
      .execute();
    // Where the earlier ones were created was not noted.
    await sql`
      insert into remote_objects (server, key_mark, kind, id, space_id, state, created_at)
      select '', '', kind, id, space_id, 'kept', created_at from remotes order by number
    `.execute(tx);
    await schema.dropTable('remotes').execute();
    await schema.alterTable('stories').addColumn('server', 'text').execute();
  };
  const runAgents: Migration = async ({ schema }) => {
    await schema
      .alterTable('runs')
      .addColumn('agent', 'text', (column) => column.notNull().defaultTo('model'))
      .execute();
  };
  return new Map([
    ['001_start', start],
    ['002_remote_objects', remoteObjects],
    ['003_run_agents', runAgents],
    ['004_scenarios', (tx) => createScenarioTables(tx, kind)],
    ['005_experiments', (tx) => createExperimentTables(tx, kind)],
    ['006_decisions', (tx) => createDecisionTables(tx, kind)],
    ['007_wanted_validity', createWantedValidity],
    ['008_write_backs', createWriteBacks],
  ]);
}
