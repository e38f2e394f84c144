import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { previewPower } from '#lib/experiments/preview-power.ts';
import { sizePlan, type PlanSize } from '#lib/experiments/size-plan.ts';
import type { ExperimentPreview, NewExperiment } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { sharePercent } from '#lib/stats/analysis/words.ts';
import { estimateLearning, type LearningEstimate } from './estimate-learning.ts';
import { estimateRun, type RunEstimate } from './estimate-run.ts';
import { getLab } from '../lab/get-lab.ts';
import { LEARNINGS_AT_ONCE } from './learn-pipeline.ts';
import { planExperiment } from './plan-experiment.ts';

/** How often a control succeeds while nothing is known of it. */
const ASSUMED_SUCCESS = 0.6;
const NOTHING: PlanSize = {
  blocks: 0,
  runs: 0,
  learningRuns: 0,
  pairs: 0,
  units: { kind: 'scenario', count: 0 },
  harmPairs: 0,
};
const UNKNOWN = { ms: null, inputTokens: null, outputTokens: null, cost: null };
/** Below this chance to see a saving of 30 % the experiment is probably too small. */
const WEAK = 0.5;

/** What an experiment would be, cost and be able to show. Nothing is stored. */
export async function previewExperiment(input: NewExperiment): Promise<ExperimentPreview> {
  const lab = await getLab();
  const { plan, planHash, problems } = await planExperiment(lab, input);
  if (!plan) {
    const restsOn = 'The plan is not complete.';
    return { plan, planHash, problems, size: NOTHING, power: null, estimate: { ...UNKNOWN, restsOn } };
  }
  const size = sizePlan(plan);
  const estimates = await Promise.all(
    plan.models.map((model) => estimateRun(lab, { models: [model], scenarios: plan.scenarios })),
  );
  const [model] = plan.models;
  const learning = plan.pipeline && model ? await estimateLearning(lab, model.name) : null;
  const power =
    size.pairs > 0 ? await previewPower(plan, successOf(estimates[0] ?? null), () => nextTurn()) : null;
  const likely = power?.points.find(({ reduction }) => reduction === 0.3);
  if (power && likely && likely.verdicts.helps < WEAK) {
    problems.push({
      level: 'warn',
      code: 'weak',
      says: `Even a skill that saves 30 % of the calls would be found to help in only ${sharePercent(likely.verdicts.helps)} of such experiments${plan.models.length > 1 ? ' with one model, and with all of them more rarely' : ''}.`,
      field: 'scenarioIds',
      subject: null,
    });
  }
  return { plan, planHash, problems, size, power, estimate: estimateOf(plan, size, { estimates, learning }) };
}

function successOf(estimate: RunEstimate | null): { rate: number; says: string } {
  if (estimate?.success === null || estimate?.success === undefined) {
    return {
      rate: ASSUMED_SUCCESS,
      says: `Without a skill ${sharePercent(ASSUMED_SUCCESS)} of runs succeed (assumed)`,
    };
  }
  // Nothing always succeeds: a rate of 1 would promise a power that one failure takes away.
  const rate = Math.min(0.98, Math.max(0.02, estimate.success));
  return { rate, says: `Without a skill ${sharePercent(rate)} of runs succeed (measured in this lab)` };
}

/** Each model's runs by what a run of that model took, and learnings by what learnings took. */
function estimateOf(
  plan: ExperimentPlan,
  { runs, learningRuns }: PlanSize,
  known: { estimates: readonly (RunEstimate | null)[]; learning: LearningEstimate | null },
): ExperimentPreview['estimate'] {
  const missing = plan.models.filter((_, index) => !known.estimates[index]).map(({ name }) => name);
  const estimates = known.estimates.filter((estimate) => estimate !== null);
  const [first] = estimates;
  if (missing.length > 0 || !first) {
    return {
      ...UNKNOWN,
      restsOn: `No run of ${missing.join(', ')} has ended in this lab yet, so there is nothing to estimate from.`,
    };
  }
  const each = runs / plan.models.length;
  const learned = learningRuns > 0 ? (known.learning ?? { ...first, isPipelineKnown: false }) : null;
  const sum = (read: (estimate: Pick<RunEstimate, 'ms' | 'inputTokens' | 'outputTokens'>) => number) =>
    estimates.reduce((total, estimate) => total + each * read(estimate), 0);
  const taught = (value: number | undefined) => learningRuns * (value ?? 0);
  const isPriced = estimates.every(({ cost }) => cost !== null) && learned?.cost !== null;
  const says = [
    ...new Set(estimates.map(({ restsOn }) => restsOn)),
    ...(known.learning && learned ? [`${known.learning.learnings} learnings`] : []),
    ...(learned && !learned.isPipelineKnown ? ['what the distiller takes is not known'] : []),
  ];
  return {
    ms: Math.round(
      sum(({ ms }) => ms) / plan.concurrency +
        taught(learned?.ms) / Math.min(LEARNINGS_AT_ONCE, plan.concurrency),
    ),
    inputTokens: Math.round(sum(({ inputTokens }) => inputTokens) + taught(learned?.inputTokens)),
    outputTokens: Math.round(sum(({ outputTokens }) => outputTokens) + taught(learned?.outputTokens)),
    cost: isPriced
      ? estimates.reduce((total, { cost }) => total + each * (cost ?? 0), 0) + taught(learned?.cost ?? 0)
      : null,
    restsOn: `${says.join('; ')}.`,
  };
}
