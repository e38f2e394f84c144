import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { learningDatabase } from '#lib/testing/learning-database.ts';
import { DEFAULT_PROJECT } from '../keys/default-project.ts';
import { third } from './third-migration.ts';

test('keys of earlier versions keep working and get ids; the lab’s own stays apart', async () => {
  const { kysely, remove } = await learningDatabase({});
  await sql`create table ac_keys (hash text primary key, project_id text not null, created_at text not null)`.execute(
    kysely,
  );
  await sql`insert into ac_keys values ('h1', ${DEFAULT_PROJECT}, 't1'), ('h2', 'p2', 't2')`.execute(kysely);
  await third.up(kysely);
  const rows = await kysely.selectFrom('ac_keys').selectAll().orderBy('hash').execute();
  await remove();
  const fresh = { label: null, prefix: null, last_used_at: null, revoked_at: null };
  expect(rows).toEqual([
    {
      ...fresh,
      hash: 'h1',
      project_id: DEFAULT_PROJECT,
      created_at: 't1',
      id: expect.any(String),
      origin: 'environment',
    },
    { ...fresh, hash: 'h2', project_id: 'p2', created_at: 't2', id: expect.any(String), origin: 'made' },
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2);
});
