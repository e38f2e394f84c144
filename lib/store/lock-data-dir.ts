import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LabError } from '#lib/protocol/lab-error.ts';

/**
 * Keeps a second lab out of a data folder for as long as this process lives: an exclusive lock on a file of its own,
 * which the operating system releases even after kill -9. Returns the function that releases it.
 */
export function lockDataDir(dataDir: string): () => void {
  const database = new DatabaseSync(join(dataDir, 'lab.lock'));
  try {
    database.exec('begin exclusive');
  } catch (cause) {
    database.close();
    throw new LabError(
      {
        code: 'storage_locked',
        message: `Another Auto-Learn Lab is already using the data folder ${dataDir}.`,
        hint: 'Stop it first, or give this one its own folder with LAB_DATA_DIR.',
      },
      { cause },
    );
  }
  return () => database.close();
}
