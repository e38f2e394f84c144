import { expect, test, vi } from 'vitest';
import { LabError } from './lab-error.ts';

test('an error is recognised by another copy of its module, as bundles of Next have it', async () => {
  vi.resetModules();
  const copy = await import('./lab-error.ts');
  expect(copy.LabError).not.toBe(LabError);
  const error: unknown = new copy.LabError({ code: 'already_running', message: 'Act 1 is already running.' });
  expect(error).toBeInstanceOf(LabError);
  expect(error instanceof LabError && error.info.code).toBe('already_running');
});

test('nothing else is a LabError', () => {
  for (const value of [new Error('no'), { info: {} }, null, undefined, 'LabError']) {
    expect(value instanceof LabError).toBe(false);
  }
});
