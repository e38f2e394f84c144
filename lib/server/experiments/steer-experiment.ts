import 'server-only';
import type { ExperimentActionBody } from '#lib/protocol/experiment-http.ts';
import type { ExperimentState, ExperimentStatus } from '#lib/protocol/experiment.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { oneAtATime } from '#lib/utils/one-at-a-time.ts';
import { analyse, enqueueExperiment } from './execute-experiment.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

const AT_WORK: readonly ExperimentState[] = ['running', 'pausing', 'cancelling'];
const turn = oneAtATime();

export const startExperiment = (experimentId: string): Promise<ExperimentActionBody> =>
  setGoing(experimentId, 'ready');
/** Goes on where it paused, and tries again what infrastructure prevented. */
export const resumeExperiment = (experimentId: string): Promise<ExperimentActionBody> =>
  setGoing(experimentId, 'paused');

/** One at a time: two would share the model's limits and the machine, and drift would fall on them unequally. */
function setGoing(experimentId: string, from: 'ready' | 'paused'): Promise<ExperimentActionBody> {
  return turn(async () => {
    const lab = await getLab();
    const experiment = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
    if (experiment.status.state !== from)
      throw not(experiment.status, from === 'ready' ? 'started' : 'resumed');
    const [other] = await lab.store.experiments.inState(AT_WORK);
    if (other) {
      throw new LabError({
        code: 'already_running',
        message: `"${other.plan.title}" is running.`,
        hint: 'Wait for it, pause it or cancel it: experiments run one at a time.',
      });
    }
    const execution = experiment.execution + 1;
    const phase = experiment.plan.pipeline ? 'learning' : 'runs';
    const moved = await lab.store.experiments.move(
      experimentId,
      [from],
      { state: 'running', phase },
      {
        execution,
        startedAt: experiment.startedAt ?? new Date(lab.clock.now()).toISOString(),
      },
    );
    if (moved) await enqueueExperiment(lab, { experimentId, execution });
    return answer(lab, experimentId);
  });
}

/** The runs at work end first. */
export async function pauseExperiment(experimentId: string): Promise<ExperimentActionBody> {
  const lab = await getLab();
  const { status } = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
  if (!(await lab.store.experiments.move(experimentId, ['running'], { state: 'pausing' })))
    throw not(status, 'paused');
  return answer(lab, experimentId);
}

/** For good: the runs at work are cancelled; what is done is analysed and stays. */
export async function cancelExperiment(experimentId: string): Promise<ExperimentActionBody> {
  const lab = await getLab();
  const experiment = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
  const { experiments } = lab.store;
  if (await experiments.move(experimentId, ['running', 'pausing'], { state: 'cancelling' })) {
    lab.experimentWork.of(experimentId)?.abort.abort();
    return answer(lab, experimentId);
  }
  const endedAt = new Date(lab.clock.now()).toISOString();
  if (!(await experiments.move(experimentId, ['ready', 'paused'], { state: 'cancelled' }, { endedAt }))) {
    throw not(experiment.status, 'cancelled');
  }
  await analyse(lab, experiment, false);
  return answer(lab, experimentId);
}

/** With its runs and their events; what its runs taught Acontext stays there until a clean-up. */
export async function deleteExperiment(experimentId: string): Promise<{ experimentId: string }> {
  const lab = await getLab();
  const { status } = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
  if (AT_WORK.includes(status.state)) throw not(status, 'deleted');
  await lab.store.experiments.remove(experimentId);
  return { experimentId };
}

async function answer(lab: Lab, experimentId: string): Promise<ExperimentActionBody> {
  const experiment = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
  return { experimentId, status: experiment.status };
}

const WORDS: Record<ExperimentState, string> = {
  ready: 'has not begun',
  running: 'is running',
  pausing: 'is about to pause',
  paused: 'is paused',
  cancelling: 'is being cancelled',
  completed: 'is completed',
  stopped: 'was stopped by its budget',
  cancelled: 'was cancelled',
  failed: 'has failed',
};

const not = ({ state }: ExperimentStatus, what: string): LabError =>
  new LabError({ code: 'conflict', message: `This experiment ${WORDS[state]}, so it cannot be ${what}.` });
