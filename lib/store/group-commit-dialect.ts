import { SqliteAdapter, SqliteDialect, type DialectAdapter, type Driver } from 'kysely';
import { GroupCommitDriver, type GroupCommitDatabase } from './group-commit-driver.ts';

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
