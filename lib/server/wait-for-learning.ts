import { readLearningProgress } from '#lib/acontext/index.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { LearningProgress } from '#lib/protocol/ports.ts';
import type { Lab } from './lab.ts';

const TERMINAL: ReadonlySet<string> = new Set(['completed', 'failed']);
/** A remote Acontext can go from completed back to writing (several tasks in a session), so its word is asked for twice. */
const REMOTE_CONFIRM_MS = 3000;
const POLL_MS = { first: 25, longest: 2000 };

/** Flushes the session and waits until all of its learning has ended, reporting every change. Returns the last reading. */
export async function waitForLearning(
  lab: Lab,
  {
    sessionId,
    spaceId,
    report,
  }: { sessionId: string; spaceId: string | null; report: (progress: LearningProgress) => Promise<void> },
): Promise<LearningProgress> {
  const deadline = lab.clock.now() + lab.config.learningTimeoutMs;
  let wait = POLL_MS.first;
  let terminalSince: number | null = null;
  await report(await readLearningProgress(lab.acontext, sessionId, spaceId));
  await lab.acontext.sessions.flush(sessionId);
  for (;;) {
    const progress = await readLearningProgress(lab.acontext, sessionId, spaceId);
    await report(progress);
    const observed = progress.pending + progress.inProcess === 0;
    if (observed && (spaceId === null || TERMINAL.has(progress.status ?? ''))) {
      terminalSince ??= lab.clock.now();
      const confirmMs = lab.acontextInfo.kind === 'embedded' || spaceId === null ? 0 : REMOTE_CONFIRM_MS;
      if (lab.clock.now() - terminalSince >= confirmMs) return progress;
    } else {
      terminalSince = null;
    }
    if (lab.clock.now() > deadline) throw timedOut(lab, progress);
    // One flush takes at most 32 messages.
    if (!observed && progress.inProcess === 0) await lab.acontext.sessions.flush(sessionId);
    await lab.sleep(wait);
    wait = Math.min(wait * 1.5, POLL_MS.longest);
  }
}

function timedOut(lab: Lab, { pending, inProcess, status }: LearningProgress): LabError {
  return new LabError({
    code: 'learning_timeout',
    message: `Learning did not end within ${lab.config.learningTimeoutMs / 1000} s: ${pending} messages pending, ${inProcess} in process, status ${status ?? 'none'}.`,
    hint: 'The run is kept. Retry, or raise LEARNING_TIMEOUT_S.',
  });
}
