import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { openStore } from '#lib/store/index.ts';
import { openFarAcontext, thingsAt, type FarAcontext } from '#lib/testing/far-acontext.ts';
import { openTestLab } from '#lib/testing/open-test-lab.ts';
import { temporaryLab } from '#lib/testing/temporary-lab.ts';
import { startRun } from '#lib/server/runs/start-run.ts';
import { startStoryRun } from '#lib/server/story/start-story-run.ts';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A lab that has told its first act and played two runs at a far server, stopped again. */
async function labWithLeftovers(): Promise<{ far: FarAcontext; dataDir: string }> {
  const far = await openFarAcontext();
  closers.push(() => far.close());
  const { dataDir, remove } = temporaryLab();
  closers.push(remove);
  const test = await openTestLab(far.env, dataDir);
  try {
    await test.settled((await startStoryRun({ part: 'act1', pace: 'instant' })).runId);
    const single = { scenarioId: 'classic-act-1', arm: 'none', pace: 'instant', learns: false } as const;
    for (const seed of [4, 5]) {
      const { runId } = await startRun({ ...single, seed, agent: 'model' });
      await test.settled(runId);
    }
  } finally {
    await test.close();
  }
  return { far, dataDir };
}

function cleanUp(
  { env }: Pick<FarAcontext, 'env'>,
  dataDir: string,
  ...args: string[]
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, ['--conditions=react-server', 'lib/cli/clean-up.ts', ...args], {
    env: { ...process.env, ...env, LAB_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

it('a clean-up that is killed with -9 is completed by the next one', async () => {
  const { far, dataDir } = await labWithLeftovers();
  const look = cleanUp(far, dataDir, '--dry-run');
  expect(await ended(look.child)).toBe(0);
  expect(look.output()).toContain(
    'in use: spaces 1, skills 3, sessions 1; not in use: spaces 0, skills 0, sessions 2',
  );

  // The server lets two deletions through and then takes its time.
  let deletions = 0;
  far.door = async (request) => {
    if (request.method !== 'DELETE') return null;
    deletions += 1;
    if (deletions > 2) await wait(60_000, undefined, { ref: false });
    return null;
  };
  const first = cleanUp(far, dataDir, '--all');
  await expect.poll(() => deletions, { timeout: 60_000 }).toBe(3);
  first.child.kill('SIGKILL');
  await ended(first.child);
  expect(deletions).toBe(3);
  expect((await thingsAt(far)).spaces).toHaveLength(1);

  far.door = () => null;
  const second = cleanUp(far, dataDir, '--all');
  expect({ code: await ended(second.child), output: second.output() }).toMatchObject({ code: 0 });
  expect(await thingsAt(far)).toEqual({ spaces: [], skills: [] });
  const third = cleanUp(far, dataDir, '--all');
  expect(await ended(third.child)).toBe(0);
  expect(third.output()).toContain('Nothing to remove');
}, 120_000);

it('leaves a run that was interrupted, and what it needs, to the next start of the lab', async () => {
  const { far, dataDir } = await labWithLeftovers();
  const before = await openTestLab(far.env, dataDir);
  const { runId } = await startStoryRun({ part: 'act2', pace: 'watch' });
  await before.until(runId, ({ calls }) => calls.total >= 1);
  await before.close();
  const stored = async () => {
    const store = await openStore({ kind: 'sqlite', dataDir }, { clock: { now: () => Date.now() } });
    const found = await store.events.list(runId);
    await store.close();
    return found;
  };
  const log = await stored();
  const messages = messagesAt(far);

  const unused = cleanUp(far, dataDir);
  expect({ code: await ended(unused.child), output: unused.output() }).toMatchObject({ code: 0 });
  expect(unused.output()).toContain(
    'in use: spaces 1, skills 3, sessions 2; not in use: spaces 0, skills 0, sessions 2',
  );
  expect(unused.output()).toContain('2 removed, 0 left');
  const all = cleanUp(far, dataDir, '--all');
  expect(await ended(all.child)).toBe(1);
  expect(all.output()).toContain('an interrupted one goes on when the lab starts');
  expect(await stored()).toEqual(log);
  expect(messagesAt(far)).toBe(messages);

  const after = await openTestLab(far.env, dataDir);
  closers.push(() => after.close());
  expect((await after.settled(runId)).status).toMatchObject({ state: 'completed' });
});

/** Messages that runs have stored at the far server. */
const messagesAt = ({ requests }: FarAcontext): number =>
  requests.filter((request) => /^POST .*\/messages$/.test(request)).length;

it('says which option it knows', async () => {
  const wrong = cleanUp({ env: { ACONTEXT_API_KEY: '', ACONTEXT_BASE_URL: '' } }, '/nowhere', '--everything');
  expect(await ended(wrong.child)).toBe(1);
  expect(wrong.output()).toContain('--dry-run');
});
