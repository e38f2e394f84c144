import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { previewPower } from '#lib/experiments/preview-power.ts';
import { sizePlan, type PlanSize } from '#lib/experiments/size-plan.ts';
import type { ExperimentPreview, NewExperiment } from '#lib/protocol/experiment-http.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import { sharePercent } from '#lib/stats/analysis/words.ts';
import { estimateRun, type RunEstimate } from './estimate-run.ts';
import { getLab } from './get-lab.ts';
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
  const estimate = await estimateRun(lab, plan);
  const power = size.pairs > 0 ? await previewPower(plan, successOf(estimate), () => nextTurn()) : null;
  const likely = power?.points.find(({ reduction }) => reduction === 0.3);
  if (power && likely && likely.verdicts.helps < WEAK) {
    problems.push({
      level: 'warn',
      code: 'weak',
      says: `Even a skill that saves 30 % of the calls would be found to help in only ${sharePercent(likely.verdicts.helps)} of such experiments.`,
      field: 'scenarioIds',
      subject: null,
    });
  }
  return { plan, planHash, problems, size, power, estimate: estimateOf(plan, size, estimate) };
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

function estimateOf(
  plan: ExperimentPlan,
  { runs, learningRuns }: PlanSize,
  estimate: RunEstimate | null,
): ExperimentPreview['estimate'] {
  if (!estimate) {
    const names = plan.models.map(({ name }) => name).join(', ');
    return {
      ...UNKNOWN,
      restsOn: `No run of ${names} has ended in this lab yet, so there is nothing to estimate from.`,
    };
  }
  const all = runs + learningRuns;
  const { inputTokens, outputTokens, cost, ms, restsOn } = estimate;
  return {
    ms: Math.round((all * ms) / plan.concurrency),
    inputTokens: Math.round(all * inputTokens),
    outputTokens: Math.round(all * outputTokens),
    cost: cost === null ? null : all * cost,
    restsOn: `${restsOn}${learningRuns > 0 ? '; what the distiller takes is not known' : ''}.`,
  };
}
