import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { GroupCommitDialect } from './group-commit-dialect.ts';
import { lockDataDir } from './lock-data-dir.ts';
import { makeDataDir } from './make-data-dir.ts';
import { adaptNodeSqlite } from './node-sqlite.ts';
import { toStorageError } from '#lib/protocol/storage-error.ts';
import type { StoreTables } from './store-tables.ts';

/** How long a statement waits for a backup or another reader to let go, ms. */
const BUSY_TIMEOUT = 5_000;

/** One connection, one process: transactions queue for it, so writers never overlap. */
export function openSqlite(dataDir: string, readOnly: boolean): Database {
  const { connection, unlock } = connect(dataDir, readOnly);
  const kysely = new Kysely<StoreTables>({
    dialect: new GroupCommitDialect(adaptNodeSqlite(connection)),
  });
  return {
    kind: 'sqlite',
    kysely,
    write: (work) => kysely.transaction().execute(work),
    announce: () => Promise.resolve(),
    onAnnouncement: () => Promise.resolve(),
    close: async () => {
      await kysely.destroy();
      unlock();
    },
  };
}

function connect(dataDir: string, readOnly: boolean) {
  try {
    if (!readOnly) makeDataDir(dataDir);
    const unlock = readOnly ? () => {} : lockDataDir(dataDir);
    const connection = new DatabaseSync(join(dataDir, 'lab.db'), { readOnly, timeout: BUSY_TIMEOUT });
    // FULL: a commit that was acknowledged survives a power cut, not only a crash of this process.
    if (!readOnly) connection.exec('pragma journal_mode = wal; pragma synchronous = full');
    connection.exec('pragma foreign_keys = on');
    return { connection, unlock };
  } catch (error) {
    throw toStorageError(error);
  }
}
