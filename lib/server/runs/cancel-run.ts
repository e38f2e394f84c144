import 'server-only';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import { resumeRun } from './create-run.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';

/** Asks a run to stop. The request is a fact in the log, so it holds across instances and restarts. */
export async function cancelRun(runId: string): Promise<{ runId: string }> {
  const lab = await getLab();
  const { plan, status } = found(await lab.store.runs.get(runId), `run ${runId}`);
  if (!isAtWork(status)) {
    throw new LabError({
      code: 'conflict',
      message: 'This run has already ended, so there is nothing to cancel.',
    });
  }
  await lab.store.events.append(runId, 'run.cancel_requested', { type: 'run.cancel_requested', data: {} });
  if (isPlayed(plan)) await resumeRun(lab, runId, plan);
  return { runId };
}
