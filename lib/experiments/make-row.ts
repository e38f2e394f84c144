import { countCalls } from '#lib/protocol/count-calls.ts';
import { outcomeOf } from '#lib/protocol/evaluation.ts';
import type { ScenarioClassName } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow } from '#lib/protocol/experiment.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { matchSkills } from '#lib/skills/match-steps.ts';
import { skillsRead } from '#lib/skills/skills-read.ts';
import { readClaim } from './read-claim.ts';

/**
 * The row of an ended run: a pure function of its events and of what its incident is for. A run that infrastructure
 * ended, or that somebody cancelled, has no outcome; it is listed and never counted as a failure of the agent.
 */
export function makeRow(view: RunView, scenarioClass: ScenarioClassName): ExperimentRow {
  if (!view.plan?.experiment) throw new Error(`Run ${view.runId} belongs to no experiment`);
  if (isAtWork(view.status)) throw new Error(`Run ${view.runId} has not ended`);
  const { plan, evaluation, status } = view;
  const { experiment: place } = view.plan;
  const summary = summariseRun(view);
  const { calls, turns, inputTokens, outputTokens, cost, activeMs } = summary;
  const broken = status.state !== 'completed' || evaluation === null;
  const outcome = evaluation && !broken ? outcomeOf(evaluation) : null;
  return {
    id: view.runId,
    block: place.block,
    attempt: place.attempt,
    scenarioId: plan.scenarioId,
    class: scenarioClass,
    seed: plan.seed,
    arm: place.label,
    distillationId: place.distillationId,
    model: plan.model.name,
    infrastructureError: broken,
    error: broken ? errorOf(view) : null,
    verified: outcome === 'verified',
    harmful: outcome === 'harmful',
    claimed: view.stopped ? readClaim(view.stopped.finalMessage) : null,
    calls: calls.total,
    devopsCalls: calls.devops,
    skillCalls: calls.skill,
    byTool: countCalls(view.calls).byTool,
    turns,
    tokens: inputTokens + outputTokens,
    inputTokens,
    outputTokens,
    cost,
    ticksToMitigate: evaluation?.metrics.ticksToMitigate ?? null,
    errorBudget: evaluation?.metrics.errorBudgetBurned ?? null,
    diagnosis: evaluation?.diagnosis.score ?? null,
    funnel: funnelOf(view),
    activeMs,
  };
}

function errorOf({ status }: RunView): ExperimentRow['error'] {
  if (status.state === 'failed') return status.error;
  if (status.state === 'cancelled') return { code: 'cancelled', message: 'Somebody cancelled this run.' };
  return { code: 'internal', message: 'The run ended without an evaluation.' };
}

/** null for a run that was offered no skill. */
function funnelOf(view: RunView): ExperimentRow['funnel'] {
  if (!view.started || view.started.skills.length === 0) return null;
  const looks = view.calls.filter(({ kind, outcome }) => kind === 'skill' && outcome === 'ok');
  const read = skillsRead(view.calls);
  return {
    offered: true,
    listed: looks.length > 0,
    opened: read.length > 0,
    followed: matchSkills(read, view).some(({ followed }) => followed),
  };
}
