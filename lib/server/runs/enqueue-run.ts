import type { Lab } from '../lab/lab.ts';
import { toErrorInfo } from '../http/to-error-info.ts';

export const RUN_WORKFLOW = 'run';

/** Hands a run to the engine. Safe to repeat: the engine starts one workflow per run. */
export async function enqueueRun(lab: Lab, runId: string): Promise<void> {
  const engineId = await lab.engine.start(RUN_WORKFLOW, { runId }, { key: `run:${runId}` });
  // A workflow that died without a word (a defect, a broken database) must not leave its run at work for ever.
  const close = async (error: unknown) => {
    const info = toErrorInfo(error);
    if (info.code === 'cancelled') return;
    await lab.store.events.append(runId, 'run.ended', { type: 'run.failed', data: { error: info } });
  };
  lab.engine.result(engineId).catch(close).catch(lab.onError);
}
