import type { Database, Tx } from './database.ts';

/** What was decided about skill versions (only ever added to), and what an ended experiment comes to for views over time. */
export async function createDecisionTables(tx: Tx, kind: Database['kind']): Promise<void> {
  const { schema } = tx;
  await schema
    .createTable('skill_decisions')
    .addColumn('number', kind === 'postgres' ? 'bigserial' : 'integer', (column) =>
      kind === 'postgres' ? column.primaryKey() : column.primaryKey().autoIncrement(),
    )
    .addColumn('decision_id', 'text', (column) => column.notNull().unique())
    .addColumn('skill_id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('skill_decisions_skill')
    .on('skill_decisions')
    .columns(['skill_id', 'number'])
    .execute();
  await schema.alterTable('experiments').addColumn('digest', 'text').execute();
}

/** Decisions that wait for their content to be written: state, so it is changed and removed, unlike the history. */
export async function createWriteBacks({ schema }: Tx): Promise<void> {
  await schema
    .createTable('write_backs')
    .addColumn('skill_id', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
}
