import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { makeDataDir } from './make-data-dir.ts';

const { dataDir, remove } = temporaryLab();
afterEach(remove);

it('makes the folder and the ones above it, for their owner alone, and takes one that exists', () => {
  const path = join(dataDir, 'a', 'b');
  makeDataDir(path);
  makeDataDir(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

it.runIf(existsSync('/proc/self'))('says so where no folder can be made, instead of trying for ever', () => {
  expect(() => makeDataDir('/proc/foo/bar')).toThrow('The data folder /proc/foo/bar cannot be made');
});
