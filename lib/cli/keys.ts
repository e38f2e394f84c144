import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrateLearning } from '#lib/learning/index.ts';
import { newAcontextKeySchema } from '#lib/protocol/acontext-key.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { inputWords } from '#lib/server/http/input-words.ts';
import { learningTables, openKeys } from '#lib/server/lab/open-keys.ts';
import { parseEnv, type LabConfig } from '#lib/server/lab/parse-env.ts';
import { openStore, type Store } from '#lib/store/index.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import { keyTable } from './key-table.ts';
import { loadEnvFiles } from './load-env-files.ts';

/**
 * Projects and keys of the embedded Acontext without the dashboard. A new key goes to stdout and nowhere else; what
 * there is to say about it goes to stderr.
 */
const USAGE = `Usage: npm run -s keys -- list [--json]
       npm run -s keys -- create --project <name> | --project-id <id> [--label <what it is for>]
       npm run -s keys -- revoke <id>`;

class UsageError extends Error {}

type Command = (store: Store) => Promise<void>;

function readCommand(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      project: { type: 'string' },
      'project-id': { type: 'string' },
      label: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [verb, id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(USAGE);
  if (verb === 'list' && id === undefined) return list(values.json ?? false);
  if (verb === 'revoke' && id !== undefined) return revoke(id);
  if (verb !== 'create' || id !== undefined) throw new UsageError(USAGE);
  const { project, 'project-id': projectId, label } = values;
  const wanted = newAcontextKeySchema.safeParse({ project, projectId, label }, { error: inputWords });
  if (wanted.success) return create(wanted.data);
  const mistakes = wanted.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new UsageError([USAGE, ...mistakes].join('\n'));
}

function list(asJson: boolean): Command {
  return async (store) => {
    const projects = await openKeys(store, Date).list();
    console.log(asJson ? JSON.stringify(projects, null, 2) : keyTable(projects));
  };
}

function create(wanted: Parameters<ReturnType<typeof openKeys>['create']>[0]): Command {
  return async (store) => {
    const { secret, key, project } = await openKeys(store, Date).create(wanted);
    const name = project.name === null ? 'The lab’s own project' : `"${project.name}"`;
    console.error(`${project.isNew ? 'New project ' : ''}${name} (${project.id}), key ${key.id}.`);
    console.error('This key is shown once; only its hash is kept:');
    console.log(secret);
  };
}

function revoke(id: string): Command {
  return async (store) => {
    const key = await openKeys(store, Date).revoke(id);
    console.error(`Key ${key.prefix ?? ''}… (${key.id}) is refused since ${key.revokedAt ?? ''}.`);
  };
}

/** With SQLite a running lab holds the database; its keys can be read meanwhile, not changed. */
async function open({ databaseUrl: url, dataDir }: LabConfig): Promise<Store> {
  try {
    const store = await openStore(url ? { kind: 'postgres', url } : { kind: 'sqlite', dataDir }, {
      clock: Date,
    });
    await migrateLearning(learningTables(store));
    return store;
  } catch (error) {
    if (!isLocked(error) || process.argv[2] !== 'list') throw error;
    return openStore({ kind: 'sqlite', dataDir, readOnly: true }, { clock: Date });
  }
}

const isLocked = (error: unknown) => error instanceof LabError && error.code === 'storage_locked';

function giveUp(lines: readonly string[]): void {
  console.error(lines.join('\n'));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const command = readCommand(process.argv.slice(2));
  const root = join(import.meta.dirname, '../..');
  process.chdir(root);
  loadEnvFiles(root);
  const env = parseEnv(process.env);
  if (!env.ok) return giveUp(env.mistakes.map((mistake) => `Configuration: ${mistake}`));
  if (env.config.acontext) {
    return giveUp(['ACONTEXT_API_KEY is set: keys are managed in that Acontext, not in the embedded one.']);
  }
  const store = await open(env.config);
  try {
    await command(store);
  } finally {
    await store.close();
  }
}

await run().catch((error: unknown) => {
  if (isLocked(error))
    return giveUp(['The lab is running: use its settings page, or stop it and do this again.']);
  const hint = error instanceof LabError && error.info.hint ? [error.info.hint] : [];
  const isUsage = error instanceof TypeError && 'code' in error;
  giveUp([...(isUsage ? [USAGE] : []), errorMessage(error), ...hint]);
});
