import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { ReservedSql, Sql } from 'postgres';
import { toStorageError } from '#lib/protocol/storage-error.ts';

/** A pool whose bigints are numbers. */
export type LabSql = Sql<{ bigint: number }>;

/** Kysely on postgres.js. */
export function postgresDialect(sql: LabSql): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresJsDriver(sql),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

type Reserved = ReservedSql<{ bigint: number }>;

class PostgresJsDriver implements Driver {
  readonly #sql: LabSql;
  readonly #connections = new WeakMap<DatabaseConnection, PostgresJsConnection>();

  constructor(sql: LabSql) {
    this.#sql = sql;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const reserved = await this.#sql.reserve().catch((error: unknown) => {
      throw toStorageError(error);
    });
    const connection = new PostgresJsConnection(reserved);
    this.#connections.set(connection, connection);
    return connection;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#connections.get(connection)?.commit();
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // The server rolls back by itself when it loses a connection; the first error is the one to tell.
    if (this.#connections.get(connection)?.lost) return;
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#connections.get(connection)?.release();
    return Promise.resolve();
  }

  async destroy(): Promise<void> {
    await this.#sql.end({ timeout: 5 });
  }
}

class PostgresJsConnection implements DatabaseConnection {
  readonly #sql: Reserved;
  lost = false;

  constructor(sql: Reserved) {
    this.#sql = sql;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const parameters = query.parameters.map(toParameter);
    const result = await this.#watching(this.#sql.unsafe<R[]>(query.sql, parameters, { prepare: true }));
    return { rows: [...result], numAffectedRows: BigInt(result.count || 0) };
  }

  /** A transaction in which a statement failed is rolled back by `commit`, without an error of its own. */
  async commit(): Promise<void> {
    const { command } = await this.#watching(this.#sql.unsafe('commit'));
    if (command !== 'COMMIT') throw toStorageError(new Error('the transaction was rolled back'));
  }

  /** A lost connection has left the pool already; to give it back would put it into use again. */
  release(): void {
    if (!this.lost) this.#sql.release();
  }

  async #watching<T>(query: Promise<T>): Promise<T> {
    try {
      return await query;
    } catch (error) {
      this.lost ||= isConnectionLoss(error);
      throw toStorageError(error);
    }
  }

  // oxlint-disable-next-line require-yield -- the interface wants it, and nothing here streams rows.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Streaming rows is not supported');
  }
}

function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'errno' in error || ('severity' in error && ['FATAL', 'PANIC'].includes(String(error.severity)));
}

function toParameter(value: unknown): string | number | boolean | null | Date | Uint8Array {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date || value instanceof Uint8Array) return value;
  throw new TypeError(`Postgres cannot be given a ${typeof value}`);
}
