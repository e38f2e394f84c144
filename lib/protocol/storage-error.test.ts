import { describe, expect, it } from 'vitest';
import { LabError } from './lab-error.ts';
import { isUniqueViolation, toStorageError } from './storage-error.ts';

const thrown = (fields: object) => Object.assign(new Error('driver says'), fields);

describe('what a database driver throws', () => {
  it.each([
    ['storage_full', 'a full SQLite disk', { errcode: 13 }],
    ['storage_full', 'a full disk', { code: 'ENOSPC' }],
    ['storage_full', 'a full Postgres disk', { code: '53100' }],
    ['storage_locked', 'a busy SQLite file', { errcode: 5 }],
    ['storage_locked', 'a busy SQLite snapshot (extended code)', { errcode: 517 }],
    ['storage_locked', 'a Postgres deadlock', { code: '40P01' }],
    ['storage_failed', 'a refused connection', { code: 'ECONNREFUSED' }],
    ['storage_full', 'an error around another', { cause: { errcode: 13 } }],
  ])('is %s for %s, with a hint', (code, _what, fields) => {
    const error = toStorageError(thrown(fields));
    expect(error.code).toBe(code);
    expect(error.info.hint).toBeTruthy();
  });

  it('keeps its own words where the code says little', () => {
    expect(toStorageError(thrown({})).message).toContain('driver says');
  });

  it('passes when it is a LabError already', () => {
    const error = new LabError({ code: 'not_found', message: 'No.' });
    expect(toStorageError(error)).toBe(error);
  });

  it('tells a repeated unique value from other refusals', () => {
    expect(isUniqueViolation(toStorageError(thrown({ errcode: 2067 })))).toBe(true);
    expect(isUniqueViolation(toStorageError(thrown({ code: '23505' })))).toBe(true);
    expect(isUniqueViolation(toStorageError(thrown({ errcode: 787 })))).toBe(false);
  });
});
