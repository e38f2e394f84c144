import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { AppendEvent, WorkflowContext } from '#lib/protocol/ports.ts';
import { isPlayed } from '#lib/protocol/played-run.ts';
import { runCancelled } from '#lib/protocol/run-cancelled.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { concludePlayedRun } from './conclude-played-run.ts';
import { startLearning } from './execute-learning.ts';
import type { Lab } from '../lab/lab.ts';
import { createAppend } from '../lab/create-append.ts';
import { keepsSession, playRun } from '../experiments/play-run.ts';
import { toErrorInfo } from '../http/to-error-info.ts';

/**
 * The workflow `run`: one agent on one scenario in a fresh environment. Everything that happened before a crash comes
 * back from the engine's steps; the environment is deterministic, so replaying the calls rebuilds the world.
 */
export async function executeRun(lab: Lab, runId: string, context: WorkflowContext): Promise<void> {
  const append = createAppend(lab, runId);
  const log = await lab.store.events.list(runId, 0);
  const plan = planOf(runId, log);
  try {
    await noteResumption(append, log);
    if (await cancelWasRequested(lab, runId)) throw runCancelled();
    if (isPlayed(plan)) await concludePlayedRun(lab, runId, append);
    else {
      const signal = lab.cancellations.signalFor(runId);
      await playRun(lab, { runId, plan, append, step: context.step, signal, resumed: log.length > 1 });
    }
  } catch (error) {
    const info = toErrorInfo(error);
    if (info.code === 'cancelled') await append('run.ended', { type: 'run.cancelled', data: {} });
    else await append('run.ended', { type: 'run.failed', data: { error: info } });
    return;
  } finally {
    lab.cancellations.forget(runId);
  }
  // A played run that does not teach has no session to look at, and one of an experiment neither.
  if ((isPlayed(plan) || !keepsSession(plan)) && plan.learnsInto === null) return;
  await startLearning(lab, { runId, attempt: 1, spaceId: plan.learnsInto });
}

/** Time in which no lab was up is no time of the run. A person's own time passes without the engine, so a played run has none of it. */
async function noteResumption(append: AppendEvent, log: readonly RunEvent[]): Promise<void> {
  const [first] = log;
  const last = log.at(-1);
  if (!first || !last) return;
  const { started, status, plan } = foldRunEvents(first.runId, log);
  if (!started || !isAtWork(status) || isPlayed(plan)) return;
  await append(`resumed/${last.seq}`, { type: 'run.resumed', data: { since: last.at } });
}

async function cancelWasRequested(lab: Lab, runId: string): Promise<boolean> {
  const log = await lab.store.events.list(runId, 0);
  return log.some(({ type }) => type === 'run.cancel_requested');
}

function planOf(runId: string, log: readonly RunEvent[]): RunPlan {
  const [first] = log;
  if (first?.type !== 'run.queued') throw new Error(`Run ${runId} has no run.queued event`);
  return first.data.plan;
}
