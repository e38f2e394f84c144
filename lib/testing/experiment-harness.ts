import { newExperimentSchema, type NewExperimentInput } from '#lib/protocol/experiment-http.ts';
import type { ExperimentState, ExperimentView } from '#lib/protocol/experiment.ts';
import { createExperiment } from '#lib/server/experiments/create-experiment.ts';
import { getExperiment } from '#lib/server/experiments/get-experiment.ts';

const TIMEOUT_MS = 120_000;

/** Two versions of nothing on one incident: the smallest experiment that needs no skill. */
export const SMALL_AA: NewExperimentInput = {
  claim: 'incident',
  scenarioIds: ['classic-act-2'],
  seeds: 6,
  arms: [{ arm: 'none' }, { arm: 'none' }],
};

export async function beginExperiment(input: NewExperimentInput): Promise<string> {
  const { experimentId } = await createExperiment({ ...newExperimentSchema.parse(input), start: true });
  return experimentId;
}

/** Waits until `holds` is true of the experiment. */
export async function untilExperiment(
  experimentId: string,
  holds: (view: ExperimentView) => boolean,
): Promise<ExperimentView> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const view = await getExperiment(experimentId);
    if (view && holds(view)) return view;
    if (Date.now() > deadline) throw new Error(`Still waiting: ${JSON.stringify(view?.summary)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const isIn =
  (...states: ExperimentState[]) =>
  ({ summary }: ExperimentView): boolean =>
    states.includes(summary.status.state);
