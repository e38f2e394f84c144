import { offlineRate, rateOfExperiments, rateOfRuns, type RunRate } from '#lib/experiments/estimate-rate.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ModelInfo } from '#lib/protocol/model-info.ts';
import type { Lab } from '../lab/lab.ts';

/** So many of the newest experiments and runs are looked at. */
const LOOKED_AT = { experiments: 50, runs: 100 };
const OVER = new Set(['completed', 'cancelled']);

/** How long one run takes inside an experiment of this size; null for a model that is not the lab's own and has not been run here. */
export async function estimateRate(
  lab: Lab,
  model: ModelInfo,
  { concurrency }: Pick<ExperimentPlan, 'concurrency'>,
): Promise<RunRate | null> {
  const { experiments } = await lab.store.experiments.list({ limit: LOOKED_AT.experiments });
  const past = experiments.flatMap(({ experiment, done }) => {
    const { plan, status, workedMs, startedAt, endedAt } = experiment;
    const [only] = plan.models;
    // Learnings take a time of their own, and several models one each.
    const isOf = plan.models.length === 1 && only?.name === model.name && plan.pipeline === null;
    if (!isOf || !OVER.has(status.state) || startedAt === null || endedAt === null) return [];
    const elapsedMs = Date.parse(endedAt) - Date.parse(startedAt);
    return [{ workedMs, elapsedMs, runs: done, concurrency: plan.concurrency }];
  });
  const isSimulated = model.simulated;
  const rate = rateOfExperiments(past, { concurrency, isSimulated });
  // Alone, a run of the offline model is slower: it keeps a session, and its page is written as it goes.
  if (rate || isSimulated) return rate ?? offlineRate();
  const { runs } = await lab.store.runs.list({
    state: 'completed',
    experiment: 'any',
    limit: LOOKED_AT.runs,
  });
  const own = runs.filter(({ plan }) => plan.model.name === model.name);
  return rateOfRuns(
    own.map(({ activeMs }) => activeMs),
    { concurrency },
  );
}
