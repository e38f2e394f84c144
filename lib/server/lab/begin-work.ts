import type { WorkflowContext } from '#lib/protocol/ports.ts';
import { resumeRun } from '../runs/create-run.ts';
import { RUN_WORKFLOW } from '../runs/enqueue-run.ts';
import {
  executeWriteBack,
  resumeWriteBacks,
  WRITE_BACK_WORKFLOW,
  type WriteBackInput,
} from '../skills/execute-write-back.ts';
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
  define(lab, RUN_WORKFLOW, ({ runId }: { runId: string }, context) => executeRun(lab, runId, context));
  define(lab, LEARNING_WORKFLOW, (input: LearningInput, context) => executeLearning(lab, input, context));
  define(lab, CLEAN_UP_WORKFLOW, () => executeCleanUp(lab));
  define(lab, EXPERIMENT_WORKFLOW, (input: ExperimentInput) => executeExperiment(lab, input));
  define(lab, WRITE_BACK_WORKFLOW, (input: WriteBackInput) => executeWriteBack(lab, input));
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
  await resumeWriteBacks(lab);
  await resumeCleanUp(lab);
  await resumeValidity(lab);
  // Nobody waits for these, and a lab that closes meanwhile makes them next time.
  void readDigests(lab).catch((error: unknown) => {
    if (!lab.experimentWork.closed) lab.onError(error);
  });
}

/** What a workflow throws is its outcome, of which only those hear who wait for it; after a restart that is nobody. */
function define<I>(
  lab: Lab,
  name: string,
  execute: (input: I, context: WorkflowContext) => Promise<void>,
): void {
  lab.engine.define(name, async (input: I, context) => {
    try {
      await execute(input, context);
    } catch (error) {
      lab.onError(error);
      throw error;
    }
    return null;
  });
}
