import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';

const CHILD = new URL('../testing/engine-child.ts', import.meta.url).pathname;

describe('a process that is killed with -9 while it works', () => {
  let lab: TemporaryLab;
  beforeEach(() => {
    lab = temporaryLab();
  });
  afterEach(() => lab.remove());

  it.each([[[7]], [[3, 12, 20, 26]]])(
    'goes on where it was when it starts again (killed in step %j)',
    async (stops) => {
      const notes = join(lab.dataDir, 'notes');
      const lines = () => (existsSync(notes) ? readFileSync(notes, 'utf8').split('\n').filter(Boolean) : []);
      const start = () => spawn(process.execPath, [CHILD, lab.dataDir, notes], { stdio: 'ignore' });

      for (const stop of stops) {
        const child = start();
        await expect.poll(lines, { timeout: 20_000, interval: 3 }).toContain(`begin ${stop}`);
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      const last = start();
      const [code] = await once(last, 'exit');

      expect(code).toBe(0);
      expect(lines().at(-1)).toBe('sum 465');
      // A kill can fall between the end of a step's code and its commit, so only the step it fell into may run again.
      const ran = (n: number) => lines().filter((line) => line === `begin ${n}`).length;
      const again = Array.from({ length: 30 }, (_, index) => index + 1).filter((n) => ran(n) > 1);
      expect(again.length).toBeLessThanOrEqual(stops.length);
      const missing = Array.from({ length: 30 }, (_, index) => index + 1).filter((n) => ran(n) === 0);
      expect(missing).toEqual([]);
    },
  );
});
