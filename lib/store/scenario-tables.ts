import { sql } from 'kysely';
import type { Database, Tx } from './database.ts';

/** Scenarios of the user, what runs remember of theirs, and which scenario a run is of. */
export async function createScenarioTables(tx: Tx, kind: Database['kind']): Promise<void> {
  const { schema } = tx;
  await schema
    .createTable('scenario_definitions')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('scenario_id', 'text', (column) => column.notNull())
    .addColumn('definition', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('scenario_versions')
    .addColumn('scenario_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().references('scenario_definitions.hash'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('scenario_versions_number', ['scenario_id', 'number'])
    .execute();
  await schema
    .createTable('scenario_validity')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('report', 'text', (column) => column.notNull())
    .execute();
  await schema.alterTable('runs').addColumn('scenario_id', 'text').execute();
  const scenarioId =
    kind === 'postgres'
      ? sql`summary::json -> 'plan' ->> 'scenarioId'`
      : sql`json_extract(summary, '$.plan.scenarioId')`;
  await sql`update runs set scenario_id = ${scenarioId} where summary <> ''`.execute(tx);
  await schema.createIndex('runs_scenario').on('runs').columns(['scenario_id', 'number']).execute();
}

/** Validity checks that were asked for and have not ended. */
export async function createWantedValidity({ schema }: Tx): Promise<void> {
  await schema
    .createTable('wanted_validity')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('scenario_id', 'text', (column) => column.notNull())
    .execute();
}
