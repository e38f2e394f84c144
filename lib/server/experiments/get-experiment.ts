import 'server-only';
import { isAA } from '#lib/experiments/declare-contrasts.ts';
import { runsPerBlock, sizePlan } from '#lib/experiments/size-plan.ts';
import type { ExperimentSummary, ExperimentView } from '#lib/protocol/experiment.ts';
import type { ExperimentListBody, ListExperimentsQuery } from '#lib/protocol/experiment-http.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { getLab } from '../lab/get-lab.ts';
import { countBank } from './count-bank.ts';
import { readAnalysis } from './get-experiment-analysis.ts';
import { measureProgress } from '../runs/measure-progress.ts';
import type { Lab } from '../lab/lab.ts';

export async function getExperiment(experimentId: string): Promise<ExperimentView | null> {
  const lab = await getLab();
  const experiment = await lab.store.experiments.get(experimentId);
  if (!experiment) return null;
  const { progress, done } = await measureProgress(lab, experiment);
  return {
    summary: summariseExperiment(experiment, done),
    plan: experiment.plan,
    progress,
    distillations: await lab.store.experiments.distillations(experimentId),
    calibration: await calibrationOf(lab, experiment),
    // Only a verdict asks for it, and a page asks every second before.
    ...(experiment.endedAt === null ? {} : { bank: await countBank(lab, experiment.plan) }),
    note: noteOf(experiment),
  };
}

export async function listExperiments(query: ListExperimentsQuery): Promise<ExperimentListBody> {
  const lab = await getLab();
  const { experiments, nextCursor, total } = await lab.store.experiments.list(query);
  return {
    experiments: experiments.map(({ experiment, done }) => summariseExperiment(experiment, done)),
    nextCursor,
    total,
  };
}

export const noteOf = ({ plan }: Pick<StoredExperiment, 'plan'>): string | null => noteOfModels(plan.models);

function summariseExperiment(experiment: StoredExperiment, done: number): ExperimentSummary {
  const { experimentId, plan, planHash, status, createdAt, startedAt, endedAt, verdict } = experiment;
  return {
    experimentId,
    title: plan.title,
    claim: plan.claim,
    planHash,
    status,
    createdAt,
    startedAt,
    endedAt,
    models: plan.models.map(({ name }) => name),
    simulated: plan.models.some(({ simulated }) => simulated),
    scenarios: plan.scenarios.length,
    arms: plan.arms.map(({ label }) => label),
    isAA: isAA(plan.arms, plan.rules.contrasts),
    runs: { planned: sizePlan(plan).blocks * runsPerBlock(plan), done },
    verdict,
  };
}

/** Looked for among the newest experiments only: an older lab is another lab. */
const LOOKED_AT = 50;

async function calibrationOf(
  lab: Lab,
  { plan, experimentId }: StoredExperiment,
): Promise<ExperimentView['calibration']> {
  const names = plan.models.map(({ name }) => name).join(' ');
  const { experiments } = await lab.store.experiments.list({ limit: LOOKED_AT });
  const aa = experiments
    .map(({ experiment }) => experiment)
    .find(
      (other) =>
        other.experimentId !== experimentId &&
        other.status.state === 'completed' &&
        isAA(other.plan.arms, other.plan.rules.contrasts) &&
        other.plan.models.map(({ name }) => name).join(' ') === names,
    );
  const analysis = aa ? await readAnalysis(lab, aa.experimentId) : null;
  if (!aa || !analysis?.falseVerdicts) return null;
  const { rate, interval, relabelings, caveats } = analysis.falseVerdicts;
  return {
    experimentId: aa.experimentId,
    title: aa.plan.title,
    rate,
    low: interval.low,
    high: interval.high,
    relabelings,
    caveats,
    sentence: analysis.verdict.sentence,
  };
}
