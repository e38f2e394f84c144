import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { openTestStore } from '#lib/testing/suites/store-place.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';

const CHILD = new URL('../testing/store-child.ts', import.meta.url).pathname;

it('a store that is killed with -9 while it writes opens again at once and has kept all that it acknowledged', async () => {
  const lab = temporaryLab();
  onTestFinished(() => lab.remove());
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [CHILD, lab.dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const acknowledged: number[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      acknowledged.push(...chunk.toString().split('\n').filter(Boolean).map(Number));
    });
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(20);
    child.kill('SIGKILL');
    await once(child, 'close');

    const store = await openTestStore({ kind: 'sqlite', dataDir: lab.dataDir });
    const numbers = (await store.events.list('run_1')).map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? 0);
    expect((await store.runs.get('run_1'))?.lastSeq).toBe(numbers.length);
    await store.close();
  }
});
