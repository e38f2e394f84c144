import { resumeRun } from '../runs/create-run.ts';
import { RUN_WORKFLOW } from '../runs/enqueue-run.ts';
import { DECISION_WORKFLOW, executeDecision, type DecisionInput } from '../skills/execute-decision.ts';
import { CLEAN_UP_WORKFLOW, executeCleanUp } from '../acontext/execute-clean-up.ts';
import {
  enqueueExperiment,
  executeExperiment,
  EXPERIMENT_WORKFLOW,
  type ExperimentInput,
} from '../experiments/execute-experiment.ts';
import { executeLearning, LEARNING_WORKFLOW, type LearningInput } from '../runs/execute-learning.ts';
import { executeRun } from '../runs/execute-run.ts';
import { readDigests } from '../experiments/keep-digests.ts';
import type { Lab } from './lab.ts';
import { resumeValidity } from '../scenarios/resume-validity.ts';
import { resumeCleanUp } from '../acontext/start-clean-up.ts';

/** Teaches the engine the lab's workflows and starts it. */
export async function beginWork(lab: Lab): Promise<void> {
  lab.engine.define(RUN_WORKFLOW, async (input: { runId: string }, context) => {
    await executeRun(lab, input.runId, context);
    return null;
  });
  lab.engine.define(LEARNING_WORKFLOW, async (input: LearningInput, context) => {
    await executeLearning(lab, input, context);
    return null;
  });
  lab.engine.define(CLEAN_UP_WORKFLOW, async () => {
    await executeCleanUp(lab);
    return null;
  });
  lab.engine.define(EXPERIMENT_WORKFLOW, async (input: ExperimentInput) => {
    await executeExperiment(lab, input);
    return null;
  });
  lab.engine.define(DECISION_WORKFLOW, async (input: DecisionInput, context) => {
    await executeDecision(lab, input, context);
    return null;
  });
  lab.store.events.subscribe(({ event }) => {
    if (event.type === 'run.cancel_requested') lab.cancellations.abort(event.runId);
  });
  await lab.engine.run();
  // A crash between the log and the engine leaves a queued run that nobody works on.
  for (const runId of await lab.store.runs.active()) {
    const run = await lab.store.runs.get(runId);
    // One that cannot go on must not keep the others from it.
    if (run) await resumeRun(lab, runId, run.plan).catch(lab.onError);
  }
  // Likewise an experiment that was set going and never reached the engine.
  for (const experiment of await lab.store.experiments.inState(['running', 'pausing', 'cancelling'])) {
    await enqueueExperiment(lab, experiment).catch(lab.onError);
  }
  await resumeCleanUp(lab);
  await resumeValidity(lab);
  // Nobody waits for these, and a lab that closes meanwhile makes them next time.
  void readDigests(lab).catch((error: unknown) => {
    if (!lab.experimentWork.closed) lab.onError(error);
  });
}
