import { SqliteAdapter, SqliteDialect, type DialectAdapter, type Driver, type SqliteDatabase } from 'kysely';
import { GroupCommitDriver } from './group-commit-driver.ts';

export interface GroupCommitDatabase extends SqliteDatabase {
  /** Whether a transaction is open: after some errors SQLite rolls back by itself. */
  isTransaction: () => boolean;
}

/** SQLite on one connection, where transactions that come at the same time share a commit. */
export class GroupCommitDialect extends SqliteDialect {
  readonly #database: GroupCommitDatabase;

  constructor(database: GroupCommitDatabase) {
    super({ database });
    this.#database = database;
  }

  override createAdapter(): DialectAdapter {
    return new QueueingAdapter();
  }

  override createDriver(): Driver {
    return new GroupCommitDriver(this.#database);
  }
}

/** The driver queues by itself. */
class QueueingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}
