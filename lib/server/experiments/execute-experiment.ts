import { setImmediate as nextTurn } from 'node:timers/promises';
import { analyseExperiment } from '#lib/experiments/analyse-experiment.ts';
import { BudgetGuard, type Spent, type Work } from '#lib/experiments/guard-budget.ts';
import { byPlace, placeKey } from '#lib/experiments/place-of.ts';
import { planBlocks, type Block } from '#lib/experiments/plan-blocks.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { askedToStop, type Ending } from './asked-to-stop.ts';
import { estimateLearning } from './estimate-learning.ts';
import { estimateRun, type RunEstimate } from './estimate-run.ts';
import type { Execution } from './experiment-work.ts';
import { readDigests } from './keep-digests.ts';
import { inParallel } from './in-parallel.ts';
import type { Lab } from '../lab/lab.ts';
import { learnPipeline } from './learn-pipeline.ts';
import { PlaceRunner } from './run-place.ts';
import { toErrorInfo } from '../http/to-error-info.ts';
import { untilStored } from '../lab/until-stored.ts';

export const EXPERIMENT_WORKFLOW = 'experiment';

export interface ExperimentInput {
  experimentId: string;
  /** Which start or resume it is: an older one has nothing to do any more. */
  execution: number;
}

/** Enqueues it. Safe to repeat. */
export async function enqueueExperiment(
  lab: Lab,
  { experimentId, execution }: ExperimentInput,
): Promise<void> {
  const input: ExperimentInput = { experimentId, execution };
  await lab.engine.start(EXPERIMENT_WORKFLOW, input, { key: `experiment:${experimentId}:${execution}` });
}

/**
 * The workflow `experiment`. What is done lies in the store: runs have ids that depend on their place alone and each ended run
 * has a row. So after a crash it simply begins again and goes on where rows are missing.
 */
export async function executeExperiment(
  lab: Lab,
  { experimentId, execution }: ExperimentInput,
): Promise<void> {
  const experiment = await lab.store.experiments.get(experimentId);
  if (!experiment || experiment.execution !== execution) return;
  if (!['running', 'pausing', 'cancelling'].includes(experiment.status.state)) return;
  const work = lab.experimentWork.begin(experimentId, lab.clock.now());
  try {
    const ending = await runAll(lab, experiment, work);
    if (lab.experimentWork.closed) return await givenBack();
    await conclude(lab, experiment, ending, work);
  } catch (error) {
    if (lab.experimentWork.closed) return await givenBack();
    await lab.store.experiments.move(
      experimentId,
      ['running', 'pausing', 'cancelling'],
      { state: 'failed', error: toErrorInfo(error) },
      ended(lab, experiment, work),
    );
  } finally {
    lab.experimentWork.end(experimentId);
  }
}

/** While the engine stops, whoever does not come back is given back and begins again with the next start. */
const givenBack = () => new Promise<never>(() => {});

async function runAll(lab: Lab, experiment: StoredExperiment, work: Execution): Promise<Ending> {
  const { plan, experimentId } = experiment;
  const rows = await lab.store.experiments.rows(experimentId);
  work.doneAtBegin = rows.filter((row) => !row.infrastructureError).length;
  const guard = new BudgetGuard(plan.budget, await expectedOf(lab, experiment));
  for (const { tokens, cost } of rows) guard.spend('run', { tokens, cost });
  if (plan.pipeline) {
    await lab.store.experiments.move(experimentId, ['running'], { state: 'running', phase: 'learning' });
    const stop = await learnPipeline(lab, experiment, { work, guard });
    if (stop) return stop;
  }
  await lab.store.experiments.move(experimentId, ['running'], { state: 'running', phase: 'runs' });
  work.runsBegan = lab.clock.now();
  const distillations = await lab.store.experiments.distillations(experimentId);

  const places = byPlace(rows);
  const runner = new PlaceRunner(lab, experiment, { work, guard, distillations });
  const isDone = (key: string) => places.get(key)?.some((row) => !row.infrastructureError) === true;
  const todo = planBlocks(plan)
    .map(({ index, scenario, seed, model, runs }) => ({
      index,
      scenario,
      seed,
      model,
      runs: runs.filter((run) => !isDone(placeKey({ ...run, label: run.arm.label }))),
    }))
    .filter(({ runs }) => runs.length > 0);

  let ending: Ending | null = null;
  await inParallel(plan.concurrency, guard.isBlind('run'), async () => {
    const block = ending ? undefined : todo.shift();
    if (block) ending ??= await runBlock(lab, block, { runner, guard, experimentId, places });
    return block !== undefined;
  });
  return ending ?? (await askedToStop(lab, experimentId)) ?? { state: 'completed' };
}

/** The runs of one block, one after the other in their shuffled order. */
async function runBlock(
  lab: Lab,
  block: Block,
  of: { runner: PlaceRunner; guard: BudgetGuard; experimentId: string; places: ReturnType<typeof byPlace> },
): Promise<Ending | null> {
  const asked = await askedToStop(lab, of.experimentId);
  if (asked) return asked;
  let reserved = block.runs.length;
  const full = of.guard.reserve('run', reserved);
  if (full) return full;
  try {
    for (const run of block.runs) {
      const before = of.places.get(placeKey({ ...run, label: run.arm.label })) ?? [];
      await of.runner.run(block, run, before.length);
      of.guard.release('run', 1);
      reserved -= 1;
      if (lab.experimentWork.closed) return { state: 'cancelled' };
      const stop = (await askedToStop(lab, of.experimentId)) ?? of.runner.trouble();
      if (stop) return stop;
    }
    return null;
  } finally {
    of.guard.release('run', reserved);
  }
}

/** What a run and a learning took in this lab before; zero tokens where none was seen. */
async function expectedOf(lab: Lab, { plan }: StoredExperiment): Promise<Record<Work, Spent>> {
  const [teacher] = plan.models;
  const learning = plan.pipeline && teacher ? await estimateLearning(lab, teacher.name) : null;
  const spent = (estimate: Pick<RunEstimate, 'inputTokens' | 'outputTokens' | 'cost'> | null): Spent => ({
    tokens: (estimate?.inputTokens ?? 0) + (estimate?.outputTokens ?? 0),
    cost: estimate?.cost ?? null,
  });
  return { run: spent(await estimateRun(lab, plan)), learning: spent(learning) };
}

async function conclude(
  lab: Lab,
  experiment: StoredExperiment,
  ending: Ending,
  work: Execution,
): Promise<void> {
  const { experimentId } = experiment;
  const { experiments } = lab.store;
  if (ending.state === 'paused') {
    await experiments.move(experimentId, ['running', 'pausing'], ending, workedMs(lab, experiment, work));
    return;
  }
  await experiments.move(experimentId, ['running', 'pausing'], { state: 'running', phase: 'analysis' });
  await analyse(lab, experiment, ending.state === 'completed');
  await experiments.move(
    experimentId,
    ['running', 'pausing', 'cancelling'],
    ending,
    ended(lab, experiment, work),
  );
}

/** Makes the analysis of what there is and stores it under the hash of its rows. */
export async function analyse(lab: Lab, experiment: StoredExperiment, complete: boolean): Promise<void> {
  const { experimentId, plan, planHash } = experiment;
  const rows = await lab.store.experiments.rows(experimentId);
  if (rows.length === 0) return;
  const distillations = await lab.store.experiments.distillations(experimentId);
  const analysis = await analyseExperiment({
    plan,
    planHash,
    rows,
    distillations,
    complete,
    pause: () => nextTurn(),
  });
  await untilStored(
    () =>
      lab.store.experiments.saveAnalysis(experimentId, {
        rowsHash: analysis.rowsHash,
        json: JSON.stringify(analysis),
        verdict: { ...analysis.verdict, complete },
      }),
    { sleep: lab.sleep, signal: new AbortController().signal, onTrouble: lab.onError },
  );
  // So that no reader of the view over time has to wait for it.
  await readDigests(lab).catch(lab.onError);
}

const workedMs = (lab: Lab, experiment: StoredExperiment, work: Execution) => ({
  workedMs: experiment.workedMs + lab.clock.now() - work.began,
});
const ended = (lab: Lab, experiment: StoredExperiment, work: Execution) => ({
  ...workedMs(lab, experiment, work),
  endedAt: new Date(lab.clock.now()).toISOString(),
});
