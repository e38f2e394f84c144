import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteStatement } from 'kysely';
import { toStorageError } from '#lib/protocol/storage-error.ts';
import type { GroupCommitDatabase } from './group-commit-driver.ts';

/** Statements that are kept prepared; the lab has a few dozen. */
const KEPT = 256;

/** Gives node:sqlite the shape of better-sqlite3 that Kysely expects, and its errors the lab's words. */
export function adaptNodeSqlite(database: DatabaseSync): GroupCommitDatabase {
  const prepared = new Map<string, SqliteStatement>();
  const prepare = (sql: string) => {
    const statement = adaptStatement(translated(() => database.prepare(sql)));
    if (prepared.size < KEPT) prepared.set(sql, statement);
    return statement;
  };
  return {
    close: () => database.close(),
    isTransaction: () => database.isTransaction,
    prepare: (sql) =>
      // After some errors (a full disk) SQLite has rolled back by itself; a second rollback must not hide the first error.
      sql === 'rollback' && !database.isTransaction ? NOTHING : (prepared.get(sql) ?? prepare(sql)),
  };
}

const NOTHING: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translated(() => statement.all(...parameters.map(toSqlValue))),
    run: (parameters) => translated(() => statement.run(...parameters.map(toSqlValue))),
    iterate: (parameters) => statement.iterate(...parameters.map(toSqlValue)),
  };
}

function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error);
  }
}

function toSqlValue(value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string') return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot hold a ${typeof value}`);
}
