import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkEstimate } from '#lib/experiments/check-estimate.ts';
import { isAA } from '#lib/experiments/declare-contrasts.ts';
import { previewPower } from '#lib/experiments/preview-power.ts';
import { sizePlan, type PlanSize } from '#lib/experiments/size-plan.ts';
import type { ExperimentPreview, NewExperiment } from '#lib/protocol/experiment-http.ts';
import { sharePercent } from '#lib/stats/analysis/words.ts';
import { estimatePlan } from './estimate-plan.ts';
import { estimateRun, type RunEstimate } from './estimate-run.ts';
import { getLab } from '../lab/get-lab.ts';
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
const UNKNOWN: ExperimentPreview['estimate'] = {
  ms: null,
  msRange: null,
  timeRestsOn: 'The plan is not complete.',
  inputTokens: null,
  outputTokens: null,
  cost: null,
  restsOn: 'The plan is not complete.',
};
/** Below this chance to see a saving of 30 % the experiment is probably too small. */
const WEAK = 0.5;

/** What an experiment would be, cost and be able to show. Nothing is stored. */
export async function previewExperiment(input: NewExperiment): Promise<ExperimentPreview> {
  const lab = await getLab();
  const { plan, planHash, problems } = await planExperiment(lab, input);
  if (!plan) {
    return { plan, planHash, problems, size: NOTHING, power: null, estimate: UNKNOWN };
  }
  const size = sizePlan(plan);
  const estimates = await Promise.all(
    plan.models.map((model) => estimateRun(lab, { models: [model], scenarios: plan.scenarios })),
  );
  const power =
    // Arms that are given the same have no effect to find.
    size.pairs > 0 && !isAA(plan.arms, plan.rules.contrasts)
      ? await previewPower(plan, successOf(estimates[0] ?? null), () => nextTurn())
      : null;
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
  const estimate = await estimatePlan(lab, plan, size, estimates);
  problems.push(...checkEstimate(plan, estimate));
  return { plan, planHash, problems, size, power, estimate };
}

function successOf(estimate: RunEstimate | null): { rate: number; isMeasured: boolean; says: string } {
  if (estimate?.success === null || estimate?.success === undefined) {
    return {
      rate: ASSUMED_SUCCESS,
      isMeasured: false,
      says: `Without a skill ${sharePercent(ASSUMED_SUCCESS)} of runs succeed (assumed)`,
    };
  }
  // Nothing always succeeds: a rate of 1 would promise a power that one failure takes away.
  const rate = Math.min(0.98, Math.max(0.02, estimate.success));
  return {
    rate,
    isMeasured: true,
    says: `Without a skill ${sharePercent(rate)} of runs succeed (measured in this lab)`,
  };
}
