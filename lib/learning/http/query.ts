import { ApiError, badParameter, storageError } from './envelope.ts';
import { microsOf, stampOf } from '../db/stamps.ts';
import { objectSchema, type JsonObject } from './read-body.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** An id of the path or the body, in lower case. */
export function uuid(text: string, reason = 'invalid id'): string {
  if (!isUuid(text)) throw badParameter(reason);
  return text.toLowerCase();
}

const TRUE = new Set(['true', '1', 't', 'T', 'TRUE', 'True']);
const FALSE = new Set(['false', '0', 'f', 'F', 'FALSE', 'False', '']);

export function boolean(query: URLSearchParams, name: string, fallback: boolean): boolean {
  const text = query.get(name);
  if (text === null) return fallback;
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  throw badParameter(`${name} must be true or false`);
}

/** Between `min` and `max`; the fallback when it is absent. */
export function limitOf(
  query: URLSearchParams,
  options: { fallback: number; min: number; max: number },
): number {
  const text = query.get('limit');
  if (text === null || text === '') return options.fallback;
  const limit = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(limit >= options.min && limit <= options.max)) {
    throw badParameter(`limit must be a number from ${options.min} to ${options.max}`);
  }
  return limit;
}

const MAX_SECONDS = 7 * 24 * 3600;

/** How long a link is to live: `expire`, at most a week. */
export function secondsOf(query: URLSearchParams, fallback: number): number {
  const text = query.get('expire');
  if (text === null || text === '') return fallback;
  const seconds = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (!(seconds >= 1 && seconds <= MAX_SECONDS)) {
    throw badParameter(`expire must be a number of seconds from 1 to ${MAX_SECONDS}`);
  }
  return seconds;
}

export interface Cursor {
  at: string;
  id: string;
}

export function writeCursor(row: { created_at: string; id: string }): string {
  return Buffer.from(`${microsOf(row.created_at)}000|${row.id}`).toString('base64url');
}

/** `status`: what this list answers to a cursor that is none; the body's code is 500 in either case. */
export function readCursor(query: URLSearchParams, status: 400 | 500): Cursor | null {
  const text = query.get('cursor');
  if (!text) return null;
  const [nanos = '', id = '', more] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  const micros = /^\d{4,19}$/.test(nanos) ? Number(nanos.slice(0, -3)) : Number.NaN;
  if (more !== undefined || !isUuid(id) || !(micros < 8.64e18 / 1000))
    throw storageError(status, 'invalid cursor');
  return { at: stampOf(micros), id: id.toLowerCase() };
}

/** A JSON object in a query parameter; null when absent or empty. */
export function filterOf(query: URLSearchParams, name: string): JsonObject | null {
  const text = query.get(name);
  if (!text) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, `invalid ${name} JSON`);
  }
  const parsed = objectSchema.safeParse(value);
  if (!parsed.success) throw new ApiError(400, `invalid ${name} JSON`);
  return Object.keys(parsed.data).length === 0 ? null : parsed.data;
}
