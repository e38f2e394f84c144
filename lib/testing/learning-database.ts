import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { LearningTables } from '#lib/learning/index.ts';
import { GroupCommitDialect } from '#lib/store/group-commit-dialect.ts';
import { adaptNodeSqlite } from '#lib/store/node-sqlite.ts';
import { openPostgres } from '#lib/store/open-postgres.ts';

export interface LearningDatabase {
  kysely: Kysely<LearningTables>;
  /** The database file; empty on Postgres. */
  path: string;
  /** Closes it, and deletes what was made for it. */
  remove: () => Promise<void>;
}

/** Where the embedded Acontext keeps things in a test: a file (its own, or the one at `path`), or a new schema on a server. */
export function learningDatabase(place: { path?: string; postgresUrl?: string }): Promise<LearningDatabase> {
  return place.postgresUrl === undefined ? onSqlite(place.path) : onPostgres(place.postgresUrl);
}

async function onSqlite(given: string | undefined): Promise<LearningDatabase> {
  const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'lab-learning-')) : null;
  const path = given ?? join(folder ?? '', 'learning.db');
  const connection = new DatabaseSync(path);
  connection.exec('pragma journal_mode = wal; pragma synchronous = off');
  const kysely = new Kysely<LearningTables>({
    dialect: new GroupCommitDialect(adaptNodeSqlite(connection)),
  });
  return {
    kysely,
    path,
    remove: async () => {
      await kysely.destroy();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onPostgres(url: string): Promise<LearningDatabase> {
  const schema = `learning_${randomBytes(6).toString('hex')}`;
  const database = await openPostgres(url, schema);
  return {
    kysely: database.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>(),
    path: '',
    remove: async () => {
      await sql`drop schema ${sql.id(schema)} cascade`.execute(database.kysely);
      await database.close();
    },
  };
}
