import type { Migration } from 'kysely/migration';

/** What each turn of the pipeline took; unknown for turns of earlier versions. */
export const fifth: Migration = {
  async up(db) {
    for (const [column, type] of [
      ['input_tokens', 'integer'],
      ['output_tokens', 'integer'],
      ['cost', 'double precision'],
    ] as const) {
      await db.schema.alterTable('ac_iterations').addColumn(column, type).execute();
    }
  },
};
