import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { adoptLab } from '#lib/server/lab/get-lab.ts';
import type { Lab } from '#lib/server/lab/lab.ts';
import { openLab } from '#lib/server/lab/open-lab.ts';
import { parseEnv } from '#lib/server/lab/parse-env.ts';
import { temporaryLab } from './temporary-lab.ts';
import { hasSettled, waitForRun } from './wait-for-run.ts';

export interface TestLab {
  lab: Lab;
  dataDir: string;
  events(runId: string): Promise<RunEvent[]>;
  /** Waits until the run and, for a completed one, its learning have ended. */
  settled(runId: string): Promise<RunSummary>;
  /** Waits until `holds` is true of the run. */
  until(runId: string, holds: (run: RunSummary) => boolean): Promise<RunSummary>;
  close(): Promise<void>;
}

/** Only so that a test that waits for nothing ends: no test asserts a time, and a busy machine is slow. */
const TIMEOUT_MS = 120_000;

/** The real system in this process, in a data folder of its own, configured as a user would. */
export async function openTestLab(env: Record<string, string> = {}, dataDir?: string): Promise<TestLab> {
  const folder = dataDir === undefined ? temporaryLab() : { dataDir, remove: () => {} };
  const parsed = parseEnv({ ...env, LAB_DATA_DIR: folder.dataDir });
  if (!parsed.ok) throw new Error(parsed.mistakes.join('\n'));
  const lab = await openLab(parsed.config);
  adoptLab(lab);

  const until: TestLab['until'] = (runId, holds) =>
    waitForRun(() => lab.store.runs.get(runId), holds, { timeoutMs: TIMEOUT_MS, everyMs: 10 });

  return {
    lab,
    dataDir: folder.dataDir,
    events: (runId) => lab.store.events.list(runId),
    until,
    settled: (runId) => until(runId, hasSettled),
    async close() {
      adoptLab(null);
      await lab.close();
      folder.remove();
    },
  };
}
