import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createEngine } from '#lib/engine/index.ts';

/**
 * A process to be killed: works through 30 steps and notes each begin and end in a file.
 * Arguments: data folder, file of notes.
 */
const [dataDir = '', notes = ''] = process.argv.slice(2);
const note = (text: string) => appendFileSync(notes, `${text}\n`);

const engine = await createEngine({ kind: 'sqlite', dataDir }, { concurrency: 2 });
engine.define<null, number>('thirty', async (_input, { step, sleep }) => {
  let sum = 0;
  for (let n = 1; n <= 30; n += 1) {
    sum += await step(`step ${n}`, async () => {
      note(`begin ${n}`);
      await delay(15);
      note(`end ${n}`);
      return n;
    });
    if (n === 20) await sleep('pause', 20);
  }
  return sum;
});
await engine.run();
const sum = await engine.result<number>(await engine.start('thirty', null, { key: 'only' }));
note(`sum ${sum}`);
await engine.stop();
