import { afterEach } from 'vitest';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { playMove } from '#lib/server/runs/play-move.ts';
import { startRun } from '#lib/server/runs/start-run.ts';
import { openTestLab, type TestLab } from './open-test-lab.ts';
import { asked, FIX, finished, LAST_WORDS } from './played-moves.ts';
import { temporaryLab, type TemporaryLab } from './temporary-lab.ts';

const opened: TestLab[] = [];
const folders: TemporaryLab[] = [];
afterEach(async () => {
  for (const lab of opened.splice(0).toReversed()) await lab.close();
  for (const folder of folders.splice(0)) folder.remove();
});

/** A lab to play in, closed after the test. */
export async function openToPlay(env: Record<string, string> = {}): Promise<TestLab> {
  const folder = temporaryLab();
  folders.push(folder);
  const test = await openTestLab(env, folder.dataDir);
  opened.push(test);
  return test;
}

/** The same lab after a restart. */
export async function reopenToPlay(former: TestLab): Promise<TestLab> {
  await former.lab.close();
  const test = await openTestLab({}, former.dataDir);
  opened.splice(opened.indexOf(former), 1, test);
  return test;
}

/** Starts a play of Act 1's incident. */
export async function beginPlay(learns = false, requestId?: string): Promise<string> {
  const { runId } = await startRun({
    scenarioId: 'classic-act-1',
    seed: 1,
    arm: 'none',
    pace: 'instant',
    learns,
    agent: 'person',
    ...(requestId === undefined ? {} : { requestId }),
  });
  return runId;
}

export const viewOf = async (test: TestLab, runId: string): Promise<RunView> =>
  foldRunEvents(runId, await test.events(runId));

/** Plays it to its end. */
export async function resolvePlay(runId: string): Promise<void> {
  for (const [index, [tool, args, note]] of FIX.entries())
    await playMove(runId, asked(index + 1, tool, args, note));
  await playMove(runId, finished(FIX.length + 1, LAST_WORDS));
}
