import { runsPerBlock, sizePlan } from '#lib/experiments/size-plan.ts';
import { byPlace } from '#lib/experiments/place-of.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentProgress, ExperimentRow } from '#lib/protocol/experiment.ts';
import { measureContrast } from '#lib/stats/analysis/measure-contrast.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import type { Execution } from '../experiments/experiment-work.ts';
import type { Lab } from '../lab/lab.ts';

/** How far it is, how long it will take, and what the runs so far show. */
export async function measureProgress(
  lab: Lab,
  experiment: StoredExperiment,
): Promise<{ progress: ExperimentProgress; done: number }> {
  const { experimentId, plan, status } = experiment;
  const rows = await lab.store.experiments.rows(experimentId);
  const distillations = await lab.store.experiments.distillations(experimentId);
  const size = sizePlan(plan);
  const good = rows.filter((row) => !row.infrastructureError);
  const perBlock = runsPerBlock(plan);
  const inBlock = new Map<number, number>();
  for (const { block } of good) inBlock.set(block, (inBlock.get(block) ?? 0) + 1);
  const work = lab.experimentWork.of(experimentId);
  const isRunning = status.state === 'running' || status.state === 'pausing';
  const costs = [...rows.map(({ cost }) => cost), ...distillations.map(({ cost }) => cost.cost)];
  const sum = (read: (row: ExperimentRow) => number) => rows.reduce((total, row) => total + read(row), 0);
  const progress: ExperimentProgress = {
    blocks: { planned: size.blocks, done: [...inBlock.values()].filter((runs) => runs >= perBlock).length },
    runs: { planned: size.runs, done: good.length, atWork: work?.runs.size ?? 0 },
    learnings: { planned: size.learningRuns, done: distillations.length },
    failedAttempts: failuresOf(rows, plan),
    spent: {
      inputTokens: sum(({ inputTokens }) => inputTokens),
      outputTokens: sum(({ outputTokens }) => outputTokens),
      learningTokens: distillations.reduce((total, { cost }) => total + (cost.tokens ?? 0), 0),
      cost: costs.every((cost) => cost !== null) ? costs.reduce((total, cost) => total + cost, 0) : null,
    },
    workedMs: experiment.workedMs + (work ? lab.clock.now() - work.began : 0),
    runsPerMinute: isRunning ? (speedOf(lab, work, good.length)?.perMinute ?? null) : null,
    left: isRunning
      ? (leftOf(lab, work, { done: good.length, planned: size.runs }) ??
        learningsLeft(lab, work, { done: distillations.length, planned: size.learningRuns }))
      : null,
    interim: isRunning || status.state === 'paused' ? interimOf(good, plan) : null,
  };
  return { progress, done: good.length };
}

function failuresOf(
  rows: readonly ExperimentRow[],
  { maxAttempts }: ExperimentPlan,
): ExperimentProgress['failedAttempts'] {
  return [...byPlace(rows).values()].flatMap((attempts) => {
    const failed = attempts.filter((row) => row.infrastructureError);
    const isFilled = failed.length < attempts.length;
    return failed.map((row, index) => ({
      runId: row.id,
      scenarioId: row.scenarioId,
      seed: row.seed,
      label: row.arm,
      attempt: row.attempt,
      error: row.error ?? { code: 'internal' as const, message: 'The run ended without an outcome.' },
      final: !isFilled && index === failed.length - 1 && row.attempt % maxAttempts === 0,
    }));
  });
}

/** Of this very execution; a speed from before a pause or a crash may be another machine's. */
function speedOf(lab: Lab, work: Execution | null, done: number): { here: number; perMinute: number } | null {
  const since = work?.runsBegan;
  if (!work || since === null || since === undefined || work.doneAtBegin === null) return null;
  const here = done - work.doneAtBegin;
  const ms = lab.clock.now() - since;
  return here <= 0 || ms <= 0 ? null : { here, perMinute: (here / ms) * 60_000 };
}

function leftOf(
  lab: Lab,
  work: Execution | null,
  { done, planned }: { done: number; planned: number },
): ExperimentProgress['left'] {
  const speed = speedOf(lab, work, done);
  if (!speed || done >= planned) return null;
  return {
    ms: Math.round(((planned - done) / speed.perMinute) * 60_000),
    says: `${planned - done} runs at the speed of the last ${speed.here}.`,
  };
}

/** While a pipeline learns; how quick its runs will be is not known yet. */
function learningsLeft(
  lab: Lab,
  work: Execution | null,
  { done, planned }: { done: number; planned: number },
): ExperimentProgress['left'] {
  if (!work || work.runsBegan !== null || work.learningsAtBegin === null) return null;
  const here = done - work.learningsAtBegin;
  if (here <= 0 || done >= planned) return null;
  return {
    ms: Math.round(((lab.clock.now() - work.began) / here) * (planned - done)),
    says: `${planned - done} learnings at the speed of the last ${here}; the runs after them are not in it.`,
  };
}

function interimOf(rows: readonly ExperimentRow[], { rules }: ExperimentPlan): ExperimentProgress['interim'] {
  const [headline] = rules.contrasts;
  if (!headline) return null;
  const { effects } = measureContrast(rows, rules, headline);
  const { success, calls } = effects;
  if (success.pairs < rules.floors.pairs) return null;
  return {
    pairs: success.pairs,
    calls: {
      percent: calls.percent,
      low: calls.percentInterval?.low ?? null,
      high: calls.percentInterval?.high ?? null,
    },
    success: success.estimate.mean,
    says: 'So far, for looking and not for stopping: whoever stops when it looks good finds effects that are not there.',
  };
}
