import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { DEFAULT_PROJECT } from '../keys/default-project.ts';
import { createIndexes } from './create-tables.ts';
import type { LearningTables } from './tables.ts';

/** Keys that can be told apart, watched and revoked. */
export const third: Migration = {
  async up(db) {
    for (const column of ['id', 'label', 'prefix', 'last_used_at', 'revoked_at']) {
      await db.schema.alterTable('ac_keys').addColumn(column, 'text').execute();
    }
    await db.schema
      .alterTable('ac_keys')
      .addColumn('origin', 'text', (column) => column.notNull().defaultTo('made'))
      .execute();
    await nameOldKeys(db);
    await createIndexes(db, [['ac_keys', ['id'], 'unique']]);
  },
};

async function nameOldKeys(db: Kysely<LearningTables>): Promise<void> {
  for (const { hash, project_id: project } of await db.selectFrom('ac_keys').selectAll().execute()) {
    const origin = project === DEFAULT_PROJECT ? 'environment' : 'made';
    await db.updateTable('ac_keys').set({ id: randomUUID(), origin }).where('hash', '=', hash).execute();
  }
}
