import type { RunRate } from '#lib/experiments/estimate-rate.ts';
import type { PlanSize } from '#lib/experiments/size-plan.ts';
import type { ExperimentPreview } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { counted } from '#lib/stats/analysis/words.ts';
import type { Lab } from '../lab/lab.ts';
import { estimateLearning, type LearningEstimate } from './estimate-learning.ts';
import type { RunEstimate } from './estimate-run.ts';
import { estimateRate } from './estimate-time.ts';
import { LEARNINGS_AT_ONCE } from './learn-pipeline.ts';

type Estimate = ExperimentPreview['estimate'];

/** As long as this many runs: what a learning takes that was never seen. */
const LEARNING_IN_RUNS = 10;
const NUMBER = new Intl.NumberFormat('en-US');

/** What an experiment will take: each model's runs by what its runs took here, learnings by what learnings took. */
export async function estimatePlan(
  lab: Lab,
  plan: ExperimentPlan,
  size: PlanSize,
  estimates: readonly (RunEstimate | null)[],
): Promise<Estimate> {
  const [model] = plan.models;
  const learning = plan.pipeline && model ? await estimateLearning(lab, model.name) : null;
  const rates = await Promise.all(plan.models.map((each) => estimateRate(lab, each, plan)));
  return { ...spent(plan, size, estimates, learning), ...timeOf(plan, size, rates, learning) };
}

/** Tokens and cost, from the runs that there were. */
function spent(
  plan: ExperimentPlan,
  { runs, learningRuns }: PlanSize,
  all: readonly (RunEstimate | null)[],
  learning: LearningEstimate | null,
): Pick<Estimate, 'inputTokens' | 'outputTokens' | 'cost' | 'restsOn'> {
  const missing = plan.models.filter((_, index) => !all[index]).map(({ name }) => name);
  const estimates = all.filter((estimate) => estimate !== null);
  const [first] = estimates;
  if (missing.length > 0 || !first) {
    const most = NUMBER.format((runs + learningRuns) * plan.limits.maxTurns);
    return {
      inputTokens: null,
      outputTokens: null,
      cost: null,
      restsOn: `No run of ${missing.join(', ')} has ended in this lab yet, so there is nothing to estimate from. The caps allow ${most} calls of a model at the most, ${plan.limits.maxTurns} in each run.`,
    };
  }
  const each = runs / plan.models.length;
  const learned = learningRuns > 0 ? (learning ?? { ...first, isPipelineKnown: false }) : null;
  const sum = (read: (of: Pick<RunEstimate, 'inputTokens' | 'outputTokens'>) => number) =>
    estimates.reduce((total, estimate) => total + each * read(estimate), 0) +
    (learned ? learningRuns * read(learned) : 0);
  const isPriced = estimates.every(({ cost }) => cost !== null) && learned?.cost !== null;
  const says = [
    ...new Set(estimates.map(({ restsOn }) => restsOn)),
    ...(learning && learned ? [counted(learning.learnings, 'learning')] : []),
    ...(learned && !learned.isPipelineKnown ? ['what the distiller takes is not known'] : []),
  ];
  return {
    inputTokens: Math.round(sum(({ inputTokens }) => inputTokens)),
    outputTokens: Math.round(sum(({ outputTokens }) => outputTokens)),
    cost: isPriced
      ? estimates.reduce((total, { cost }) => total + each * (cost ?? 0), 0) +
        learningRuns * (learned?.cost ?? 0)
      : null,
    restsOn: `${says.join('; ')}.`,
  };
}

/** Time, with its range; null where a model of another server was never run here. */
function timeOf(
  plan: ExperimentPlan,
  { runs, learningRuns }: PlanSize,
  all: readonly (RunRate | null)[],
  learning: LearningEstimate | null,
): Pick<Estimate, 'ms' | 'msRange' | 'timeRestsOn'> {
  const rates = all.filter((rate) => rate !== null);
  const [first] = rates;
  if (!first || rates.length < plan.models.length)
    return {
      ms: null,
      msRange: null,
      timeRestsOn:
        'Unknown until a run of each model has ended in this lab: how quickly a server answers is not known before.',
    };
  const each = runs / plan.models.length;
  const atOnce = Math.min(LEARNINGS_AT_ONCE, plan.concurrency);
  const ofLearnings = (perRun: number, apart: number) =>
    learningRuns * (learning ? (learning.ms / atOnce) * apart : LEARNING_IN_RUNS * perRun);
  const total = (read: (rate: RunRate) => number, apart: number) =>
    Math.round(rates.reduce((sum, rate) => sum + each * read(rate), 0) + ofLearnings(read(first), apart));
  const learned =
    learningRuns === 0
      ? []
      : [
          learning
            ? `learnings as the last ${learning.learnings}, half to double`
            : `a learning as ${LEARNING_IN_RUNS} runs, since none was seen yet`,
        ];
  return {
    ms: total(({ ms }) => ms, 1),
    msRange: { low: total(({ low }) => low, 0.5), high: total(({ high }) => high, 2) },
    timeRestsOn: `${[...new Set(rates.map(({ says }) => says)), ...learned].join('; ')}.`,
  };
}
