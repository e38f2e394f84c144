import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createKey, type LearningTables } from '#lib/learning/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { parseEnv } from '#lib/server/parse-env.ts';
import { openStore } from '#lib/store/index.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { loadEnvFiles } from './load-env-files.ts';

/**
 * `node lib/cli/create-key.ts --project <name>`: a key of the embedded Acontext for a project of its own, made when it is
 * new. The key goes to stdout and nowhere else; what there is to say about it goes to stderr.
 */
const USAGE = 'Usage: node lib/cli/create-key.ts --project <name>';
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

function projectName(): string | null {
  try {
    const { values } = parseArgs({ options: { project: { type: 'string' } } });
    return values.project !== undefined && NAME.test(values.project) ? values.project : null;
  } catch {
    return null;
  }
}

function giveUp(lines: readonly string[]): void {
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const project = projectName();
  if (project === null) {
    return giveUp([USAGE, 'A name has up to 100 letters, digits, spaces, dots, dashes and underscores.']);
  }
  const root = join(import.meta.dirname, '../..');
  process.chdir(root);
  loadEnvFiles(root);
  const env = parseEnv(process.env);
  if (!env.ok) return giveUp(env.mistakes.map((mistake) => `Configuration: ${mistake}`));
  const { databaseUrl: url, dataDir } = env.config;
  const store = await openStore(url ? { kind: 'postgres', url } : { kind: 'sqlite', dataDir }, {
    clock: Date,
  });
  try {
    const kysely = store.kysely.$extendTables<LearningTables>().$pickTables<keyof LearningTables>();
    const made = await createKey(kysely, { project, clock: Date });
    console.error(`${made.isNewProject ? 'New project' : 'Project'} "${project}" (${made.projectId}).`);
    console.error('This key is shown once; only its hash is kept:');
    console.log(made.key);
  } finally {
    await store.close();
  }
}

await run().catch((error: unknown) => {
  const isLocked = error instanceof LabError && error.code === 'storage_locked';
  giveUp([isLocked ? 'The lab is running: stop it, make the key, start it again.' : errorMessage(error)]);
});
