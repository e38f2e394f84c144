import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, expect, test } from 'vitest';
import { learningDatabase, type LearningDatabase } from '#lib/testing/learning-database.ts';
import { temporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import { migrate, MIGRATIONS } from './migrations.ts';

const server = await temporaryPostgres();
afterAll(() => server?.stop());

type Place = [name: string, open: () => Promise<LearningDatabase>];
const onPostgres = (postgresUrl: string): Place => ['Postgres', () => learningDatabase({ postgresUrl })];
const PLACES: Place[] = [['SQLite', () => learningDatabase({})], ...(server ? [onPostgres(server.url)] : [])];

test.each(PLACES)('sessions of earlier versions know their tokens on %s', async (_name, open) => {
  const { kysely, remove } = await open();
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: async () => MIGRATIONS },
    migrationTableName: 'ac_migrations',
    migrationLockTableName: 'ac_migrations_lock',
  });
  await migrator.migrateTo('003_keys');
  for (const id of ['talked', 'silent']) {
    await sql`insert into ac_sessions (id, project_id, created_at, updated_at, disable_task_tracking, message_count)
      values (${id}, 'p', 't', 't', 0, 2)`.execute(kysely);
  }
  for (const [id, seq, tokens] of [
    ['m1', 1, 30],
    ['m2', 2, 12],
  ] as const) {
    await sql`insert into ac_messages
      (id, session_id, role, meta, parts, status, created_at, updated_at, seq, tokens)
      values (${id}, 'talked', 'user', '{}', '[]', 'success', 't', 't', ${seq}, ${tokens})`.execute(kysely);
  }
  await migrate(kysely);
  const rows = await kysely.selectFrom('ac_sessions').select(['id', 'token_count']).orderBy('id').execute();
  await remove();
  expect(rows).toEqual([
    { id: 'silent', token_count: 0 },
    { id: 'talked', token_count: 42 },
  ]);
});
