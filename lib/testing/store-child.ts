import { openStore } from '#lib/store/index.ts';
import { samplePlan } from './sample-run.ts';

/** A process to be killed: appends facts to a run as fast as it can and prints each `seq` once it is stored. */
const [dataDir = ''] = process.argv.slice(2);

const store = await openStore({ kind: 'sqlite', dataDir }, { clock: { now: () => Date.now() } });
if (!(await store.runs.get('run_1'))) await store.runs.create('run_1', samplePlan());
for (;;) {
  const stored = await store.events.append('run_1', crypto.randomUUID(), {
    type: 'session.message_stored',
    data: { index: 0, role: 'user', messageId: 'm' },
  });
  process.stdout.write(`${stored?.event.seq}\n`);
}
