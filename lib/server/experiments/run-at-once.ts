import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AppendEvent } from '#lib/protocol/ports.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { RecordedEvent } from '#lib/store/index.ts';
import type { Lab } from '../lab/lab.ts';
import { playRun } from './play-run.ts';
import { toErrorInfo } from '../http/to-error-info.ts';
import { untilStored } from '../lab/until-stored.ts';

/**
 * Plays a run without the engine and stores it whole, in one transaction: for a simulated model, whose work costs nothing and comes out
 * the same again, so that a crash in the middle only means to begin anew. The events are those of any run, dated when
 * they happened. Null when it was aborted: then nothing of it was stored. (docs/decisions/12-experiments.md)
 */
export async function runAtOnce(
  lab: Lab,
  runId: string,
  plan: RunPlan,
  whole: AbortSignal,
): Promise<RunView | null> {
  // Whatever hangs on a run's signal goes with the run: the experiment's own lives as long as all of them together.
  const own = new AbortController();
  const abort = () => own.abort();
  if (whole.aborted) return null;
  whole.addEventListener('abort', abort);
  try {
    return await playAndStore(lab, runId, plan, own.signal);
  } finally {
    whole.removeEventListener('abort', abort);
  }
}

async function playAndStore(
  lab: Lab,
  runId: string,
  plan: RunPlan,
  signal: AbortSignal,
): Promise<RunView | null> {
  const events: RecordedEvent[] = [];
  const append: AppendEvent = (key, body) => {
    events.push({ key, at: new Date(lab.clock.now()).toISOString(), body: JSON.stringify(body) });
    return Promise.resolve();
  };
  await append('run.queued', { type: 'run.queued', data: { plan } });
  try {
    await playRun(lab, {
      runId,
      plan,
      append,
      // Between two steps everything else in the process has its turn.
      step: async (_name, execute) => {
        await nextTurn();
        return execute();
      },
      signal,
      resumed: false,
    });
  } catch (error) {
    if (signal.aborted) return null;
    await append('run.ended', { type: 'run.failed', data: { error: toErrorInfo(error) } });
  }
  if (signal.aborted) return null;
  return untilStored(() => lab.store.runs.record(runId, plan, events), {
    sleep: lab.sleep,
    signal,
    onTrouble: lab.onError,
  });
}
