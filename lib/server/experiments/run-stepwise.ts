import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { createRun } from '../runs/create-run.ts';
import type { Lab } from '../lab/lab.ts';

const LOOK_MS = 200;

/**
 * Plays a run step by step through the engine, as any run outside of an experiment: for real models, whose answers cost money, and for
 * runs that teach. One that exists already is waited for. An abort asks it to cancel and waits for that. Null when the
 * lab closes meanwhile: the run goes on with the next start.
 */
export async function runStepwise(
  lab: Lab,
  runId: string,
  plan: RunPlan,
  { signal, ended = hasEnded }: { signal: AbortSignal; ended?: (run: RunSummary) => boolean },
): Promise<RunView | null> {
  if (!(await lab.store.runs.get(runId))) await createRun(lab, plan, runId);
  let asked = false;
  for (;;) {
    if (lab.experimentWork.closed) return null;
    const run = await lab.store.runs.get(runId);
    if (run && ended(run)) return foldRunEvents(runId, await lab.store.events.list(runId));
    if (signal.aborted && !asked && run && isAtWork(run.status)) {
      asked = true;
      await lab.store.events.append(runId, 'run.cancel_requested', {
        type: 'run.cancel_requested',
        data: {},
      });
    }
    await lab.sleep(LOOK_MS);
  }
}

const hasEnded = ({ status }: RunSummary): boolean => !isAtWork(status);
