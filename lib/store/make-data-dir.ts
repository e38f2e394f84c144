import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LabError } from '#lib/protocol/lab-error.ts';
import { toStorageError } from '#lib/protocol/storage-error.ts';
import { errorMessage } from '#lib/utils/error-message.ts';

/**
 * Makes a folder and the missing ones above it, one by one: where a file system makes none and says ENOENT (`/proc`),
 * Node's own `recursive` tries for ever. Throws `storage_failed` with what to change.
 */
export function makeDataDir(dataDir: string): void {
  const missing: string[] = [];
  for (let path = resolve(dataDir); !existsSync(path); path = dirname(path)) missing.unshift(path);
  try {
    for (const path of missing) mkdirSync(path, { mode: 0o700 });
  } catch (cause) {
    const { code } = toStorageError(cause).info;
    const message = `The data folder ${dataDir} cannot be made: ${errorMessage(cause)}.`;
    const hint = 'Set LAB_DATA_DIR to a folder in a place that you can write to.';
    throw new LabError({ code, message, hint }, { cause });
  }
}
