import { createHash } from 'node:crypto';

/** All that is kept of a key. Keys are long and random, so a plain hash cannot be guessed back. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');
