import type { Kysely, Transaction } from 'kysely';
import type { StoreTables } from './store-tables.ts';

export type Tx = Transaction<StoreTables>;
/** Either the database itself or a transaction on it. */
export type Queryable = Kysely<StoreTables>;

/** What the two databases have in common. */
export interface Database {
  kind: 'sqlite' | 'postgres';
  kysely: Kysely<StoreTables>;
  /**
   * A transaction that no other writer of this database overlaps, in any instance. So sequence numbers have no gaps
   * and positions become visible in their order: a reader's cursor never passes an event that commits later.
   */
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Tells the other instances, at the commit of `tx`, that events up to this position exist. */
  announce(tx: Tx, position: number): Promise<void>;
  /** Calls back when another instance may have added events (with the newest position, if it is known). */
  onAnnouncement(listener: (position: number | null) => void): Promise<void>;
  close(): Promise<void>;
}
