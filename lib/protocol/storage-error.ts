import { errorMessage } from '#lib/utils/error-message.ts';
import { LabError, type ErrorInfo } from './lab-error.ts';

type StorageCode = Extract<ErrorInfo['code'], `storage_${string}`>;

/** Primary result codes of SQLite. */
const SQLITE_CODES: Record<number, StorageCode> = {
  5: 'storage_locked',
  6: 'storage_locked',
  13: 'storage_full',
};

/** POSIX, and SQLSTATE of Postgres. */
const NAMED_CODES: Record<string, StorageCode> = {
  ENOSPC: 'storage_full',
  EDQUOT: 'storage_full',
  '53100': 'storage_full',
  '55P03': 'storage_locked',
  '40P01': 'storage_locked',
};

const WORDS: Record<StorageCode, { message: string; hint: string }> = {
  storage_full: {
    message: 'The disk that holds the data is full; nothing was written.',
    hint: 'Free some space, then try again.',
  },
  storage_locked: {
    message: 'The database is locked by another program; nothing was written.',
    hint: 'Close the program that has the data open, then try again.',
  },
  storage_failed: {
    message: 'The database refused.',
    hint: 'Check that the data folder is writable, or that the database server is up, then try again.',
  },
};

/** Sorts what a database driver threw, itself or as the cause; a LabError passes as it is. */
export function toStorageError(error: unknown): LabError {
  if (error instanceof LabError) return error;
  const code = storageCode(error);
  const { message, hint } = WORDS[code];
  const text = code === 'storage_failed' ? `${message.slice(0, -1)}: ${errorMessage(error)}.` : message;
  return new LabError({ code, message: text, hint }, { cause: error });
}

/** Whether a row with the same unique columns exists already. */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof LabError ? error.cause : error;
  return UNIQUE_SQLITE.has(numberAt(cause, 'errcode') ?? 0) || stringAt(cause, 'code') === '23505';
}

/** SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY. */
const UNIQUE_SQLITE = new Set([2067, 1555]);

function storageCode(error: unknown): StorageCode {
  const primary = (numberAt(error, 'errcode') ?? 0) % 256;
  const code = SQLITE_CODES[primary] ?? NAMED_CODES[stringAt(error, 'code') ?? ''];
  if (code) return code;
  return error instanceof Error && error.cause !== undefined ? storageCode(error.cause) : 'storage_failed';
}

function numberAt(value: unknown, key: string): number | null {
  const found = at(value, key);
  return typeof found === 'number' ? found : null;
}

function stringAt(value: unknown, key: string): string | null {
  const found = at(value, key);
  return typeof found === 'string' ? found : null;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
