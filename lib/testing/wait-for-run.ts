import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';

/** The run has ended, and so has the learning that follows a completed one. */
export function hasSettled({ status, learning }: RunSummary): boolean {
  if (status.state === 'completed') return learning.state !== 'none' && learning.state !== 'running';
  return !isAtWork(status);
}

/** Reads a run again and again until `holds` is true of it. Throws with its last state when that takes too long. */
export async function waitForRun(
  read: () => Promise<RunSummary | null>,
  holds: (run: RunSummary) => boolean,
  { timeoutMs, everyMs }: { timeoutMs: number; everyMs: number },
): Promise<RunSummary> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const run = await read();
    if (run && holds(run)) return run;
    if (Date.now() > deadline) throw new Error(`Still waiting after ${timeoutMs} ms: ${JSON.stringify(run)}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
