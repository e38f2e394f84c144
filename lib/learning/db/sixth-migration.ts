import type { Migration } from 'kysely/migration';

/** How often the model was called for a turn and nobody knows what that took. */
export const sixth: Migration = {
  async up(db) {
    await db.schema.alterTable('ac_iterations').addColumn('unmetered', 'integer').execute();
  },
};
