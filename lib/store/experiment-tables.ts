import type { ColumnDefinitionBuilder } from 'kysely';
import type { Database, Tx } from './database.ts';

/** Experiments, the row that the analysis has of each of their runs, and which run belongs to which experiment. */
export async function createExperimentTables(tx: Tx, kind: Database['kind']): Promise<void> {
  const { schema } = tx;
  const required = (column: ColumnDefinitionBuilder) => column.notNull();
  await schema
    .createTable('experiments')
    .addColumn('number', kind === 'postgres' ? 'bigserial' : 'integer', (column) =>
      kind === 'postgres' ? column.primaryKey() : column.primaryKey().autoIncrement(),
    )
    .addColumn('experiment_id', 'text', (column) => column.notNull().unique())
    .addColumn('state', 'text', required)
    .addColumn('status', 'text', required)
    .addColumn('plan', 'text', required)
    .addColumn('plan_hash', 'text', required)
    .addColumn('execution', 'integer', required)
    .addColumn('worked_ms', 'integer', required)
    .addColumn('created_at', 'text', required)
    .addColumn('started_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('verdict', 'text')
    .addColumn('analysis', 'text')
    .addColumn('rows_hash', 'text')
    .execute();
  await schema
    .createTable('experiment_rows')
    .addColumn('experiment_id', 'text', required)
    .addColumn('run_id', 'text', required)
    .addColumn('failed', 'integer', required)
    .addColumn('body', 'text', required)
    .addPrimaryKeyConstraint('experiment_rows_run', ['experiment_id', 'run_id'])
    .execute();
  await schema
    .createTable('experiment_distillations')
    .addColumn('experiment_id', 'text', required)
    .addColumn('distillation_id', 'text', required)
    .addColumn('body', 'text', required)
    .addPrimaryKeyConstraint('experiment_distillations_id', ['experiment_id', 'distillation_id'])
    .execute();
  await schema.alterTable('runs').addColumn('experiment_id', 'text').execute();
  // The list leaves runs of experiments out, and pages and counts without reading the rows.
  await schema.createIndex('runs_experiment').on('runs').columns(['experiment_id', 'number']).execute();
}
