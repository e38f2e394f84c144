import { isPlayed } from '#lib/protocol/played-run.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import { advancePlayedRun } from './advance-played-run.ts';
import { enqueueRun } from './enqueue-run.ts';
import { withScenarioVersion } from '../scenarios/find-scenario.ts';
import type { Lab } from '../lab/lab.ts';

/** Puts a run into the log and sets it going. Its first event is visible when this returns. */
export async function createRun(lab: Lab, plan: RunPlan, runId = lab.newId('run')): Promise<string> {
  const planned = await withScenarioVersion(lab.store, plan);
  await lab.store.runs.create(runId, planned);
  await resumeRun(lab, runId, planned);
  return runId;
}

/** Lets a run go on that has not ended: the engine works on an agent's, a person on a played one. Safe to repeat. */
export async function resumeRun(lab: Lab, runId: string, plan: RunPlan): Promise<void> {
  if (isPlayed(plan)) await lab.playTurns.run(runId, () => advancePlayedRun(lab, runId));
  else await enqueueRun(lab, runId);
}
