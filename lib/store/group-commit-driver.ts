import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteDriver,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDatabase,
} from 'kysely';

/** How long queries may follow each other before everything else in the process has its turn, ms. */
const SLICE_MS = 10;
/** No transaction joins a group that is older, ms. */
const GROUP_MS = 10;

export interface GroupCommitDatabase extends SqliteDatabase {
  /** Whether a transaction is open: after some errors SQLite rolls back by itself. */
  isTransaction: () => boolean;
}

/** Transactions that are one to the database. All but the first are savepoints, so each can be rolled back alone. */
interface Group {
  began: number;
  ended: PromiseWithResolvers<void>;
}

/**
 * A commit waits for the disk, so writers that queue would wait for it once each. Here a transaction that ends while
 * others wait leaves the commit to the last of them; all of them are told when it is done, and all that it failed.
 * What is not a transaction runs after the commit, so nobody reads what may still be lost.
 *
 * node:sqlite answers at once: a long queue would keep timers, sockets and signals waiting to its end. So it pauses.
 */
export class GroupCommitDriver extends SqliteDriver {
  readonly #database: GroupCommitDatabase;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  #group: Group | null = null;
  #sliceBegan: number | null = null;

  constructor(database: GroupCommitDatabase) {
    super({ database });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#isTaken) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
    this.#isTaken = true;
    await this.#pause();
    return new Seat(await super.acquireConnection(), {
      before: (seat) => this.#before(seat),
      failed: (error) => this.#lose(error),
    });
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    const seat = seatOf(connection);
    if (seat.isLeft) return;
    await this.#commitGroup(seat);
    this.#leave(seat);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const seat = seatOf(connection);
    if (this.#group) {
      await seat.run('savepoint one');
      seat.isSavepoint = true;
    } else {
      await seat.run('begin');
      this.#group = { began: performance.now(), ended: Promise.withResolvers() };
      // Its members hear of a failure; it must not be taken for one that nobody handles.
      this.#group.ended.promise.catch(() => {});
    }
    seat.group = this.#group;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const seat = seatOf(connection);
    await this.#before(seat);
    if (seat.isSavepoint) await seat.run('release one');
    await this.#end(seat);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const seat = seatOf(connection);
    // The commit of its group failed, or SQLite has rolled back by itself; that must not hide the first error.
    if (seat.isLeft || seat.group !== this.#group) return;
    if (!seat.isSavepoint) {
      this.#group = null;
      return void (await seat.run('rollback'));
    }
    await seat.run('rollback to one');
    await seat.run('release one');
    // Whoever gave up did so because of what it read, and that has to last too.
    await this.#end(seat).catch(() => {});
  }

  /** Leaves the commit to the next in the queue, or commits. Throws when the commit fails, whoever made it. */
  async #end(seat: Seat): Promise<void> {
    const { group } = seat;
    if (!group) return;
    const mayGrow = performance.now() - group.began < GROUP_MS;
    if (mayGrow && this.#waiting.length > 0) this.#leave(seat);
    else await this.#commitGroup(seat);
    await group.ended.promise;
  }

  /** Lets the next one go on. */
  #leave(seat: Seat): void {
    seat.isLeft = true;
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  async #before(seat: Seat): Promise<void> {
    if (!seat.group) return this.#commitGroup(seat);
    if (seat.group !== this.#group) throw new Error('The transaction has been rolled back.');
  }

  async #commitGroup(seat: Seat): Promise<void> {
    const group = this.#group;
    if (!group) return;
    this.#group = null;
    try {
      await seat.run('commit');
      group.ended.resolve();
    } catch (error) {
      if (this.#database.isTransaction()) await seat.run('rollback');
      group.ended.reject(error);
    }
  }

  /** After some errors (a full disk) SQLite has rolled back by itself: for the whole group. */
  #lose(error: unknown): void {
    if (this.#database.isTransaction()) return;
    this.#group?.ended.reject(error);
    this.#group = null;
  }

  async #pause(): Promise<void> {
    if (this.#sliceBegan === null) {
      this.#sliceBegan = performance.now();
      setImmediate(() => {
        this.#sliceBegan = null;
      });
    } else if (performance.now() - this.#sliceBegan > SLICE_MS) {
      await nextTurn();
    }
  }
}

/** The connection for as long as one caller has it. */
class Seat implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #hooks: { before: (seat: Seat) => Promise<void>; failed: (error: unknown) => void };
  /** Of its transaction. */
  group: Group | null = null;
  isSavepoint = false;
  /** Another caller may have the connection now. */
  isLeft = false;

  constructor(
    connection: DatabaseConnection,
    hooks: { before: (seat: Seat) => Promise<void>; failed: (error: unknown) => void },
  ) {
    this.#connection = connection;
    this.#hooks = hooks;
  }

  run(statement: string): Promise<QueryResult<unknown>> {
    return this.#connection.executeQuery(CompiledQuery.raw(statement));
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    await this.#hooks.before(this);
    try {
      return await this.#connection.executeQuery<Row>(query);
    } catch (error) {
      this.#hooks.failed(error);
      throw error;
    }
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    await this.#hooks.before(this);
    yield* this.#connection.streamQuery<Row>(query, chunkSize);
  }
}

function seatOf(connection: DatabaseConnection | undefined): Seat {
  if (connection instanceof Seat) return connection;
  throw new TypeError('This connection belongs to another driver.');
}
