import { beginExperiment, SMALL_AA } from './experiment-harness.ts';
import { openTestLab } from './open-test-lab.ts';

/** A process to be killed: begins an experiment, prints its id, and then each run once its row is stored. */
const [dataDir = ''] = process.argv.slice(2);
const { lab } = await openTestLab({}, dataDir);
const experimentId = await beginExperiment({ ...SMALL_AA, seeds: 20 });
process.stdout.write(`${experimentId}\n`);
for (;;) {
  process.stdout.write(`${await lab.store.experiments.countRows(experimentId)}\n`);
  await new Promise((resolve) => setTimeout(resolve, 20));
}
