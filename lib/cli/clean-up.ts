import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LabError } from '#lib/protocol/lab-error.ts';
import { LEFTOVER_KINDS, totalOf, type LeftoverCounts } from '#lib/protocol/leftover-counts.ts';
import { cleanUp } from '#lib/server/acontext/clean-up-leftovers.ts';
import { executeCleanUp } from '#lib/server/acontext/execute-clean-up.ts';
import { leftoversOf } from '#lib/server/acontext/get-leftovers.ts';
import type { Lab } from '#lib/server/lab/lab.ts';
import { openLab } from '#lib/server/lab/open-lab.ts';
import { parseEnv } from '#lib/server/lab/parse-env.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { loadEnvFiles } from './load-env-files.ts';

/**
 * `npm run clean-up`: removes what the lab left in the Acontext that it is configured for: what nothing needs, with
 * `--all` everything (then a new story begins). Runs and experiments that a crash interrupted stay as they are until the
 * lab is started. Ends with 1 when something could not be removed; running it again goes on where it stopped, also
 * after a crash.
 */
const USAGE = 'Usage: npm run clean-up [-- --all | --dry-run]';
const PROGRESS_MS = 1000;

function readOptions(): { all: boolean; 'dry-run': boolean } | null {
  const options = {
    all: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch {
    return null;
  }
}

const listed = (counts: LeftoverCounts): string =>
  LEFTOVER_KINDS.map((kind) => `${kind}s ${counts[kind]}`).join(', ');

async function remove(lab: Lab, all: boolean): Promise<void> {
  await cleanUp(lab, all ? 'all' : 'unused');
  // Also what an earlier clean-up, which was interrupted, has left.
  const { left } = (await leftoversOf(lab)).cleanUp;
  if (left === 0) return console.log('Nothing to remove.');
  console.log(`Removing ${left} …`);
  let told = -1;
  const tell = async () => {
    const { cleanUp: progress, failures } = await leftoversOf(lab);
    if (progress.gone !== told) console.log(`${progress.gone} removed, ${progress.left} left`);
    told = progress.gone;
    return { failed: progress.failed, failures };
  };
  const clock = setInterval(() => void tell().catch(lab.onError), PROGRESS_MS);
  // The lab is at rest: the work is done here and not by its engine.
  await executeCleanUp(lab).finally(() => clearInterval(clock));
  const { failed, failures } = await tell();
  for (const { kind, id, problem } of failures) console.error(`${kind} ${id}: ${problem.message}`);
  if (failed > 0) process.exitCode = 1;
}

async function run(): Promise<void> {
  const options = readOptions();
  if (!options) return giveUp([USAGE]);
  const root = join(import.meta.dirname, '../..');
  process.chdir(root);
  loadEnvFiles(root);
  const env = parseEnv(process.env);
  if (!env.ok) return giveUp(env.mistakes.map((mistake) => `Configuration: ${mistake}`));
  const lab = await openLab(env.config, { atRest: true });
  try {
    const { server, inUse, unused, elsewhere } = await leftoversOf(lab);
    console.log(`At ${server}: in use: ${listed(inUse)}; not in use: ${listed(unused)}.`);
    for (const place of elsewhere) {
      console.log(`${totalOf(place.counts)} more at ${place.server}, which this connection cannot remove.`);
    }
    if (!options['dry-run']) await remove(lab, options.all);
  } finally {
    await lab.close();
  }
}

function giveUp(lines: readonly string[]): void {
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

await run().catch((error: unknown) => {
  const isLocked = error instanceof LabError && error.code === 'storage_locked';
  const hint = error instanceof LabError ? error.info.hint : undefined;
  giveUp(
    isLocked ? ['The lab is running: clean up on its page /settings.'] : [errorMessage(error), hint ?? ''],
  );
});
