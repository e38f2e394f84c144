import { quantileOf } from '#lib/stats/nested-bootstrap.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import { usageOfAttempts } from '#lib/protocol/learning-usage.ts';
import type { Lab } from '../lab/lab.ts';

/** What one independent learning takes: the run and what Acontext makes of it. */
export interface LearningEstimate {
  /** From the start of the run to the end of its learning, without pace; the median. */
  ms: number;
  inputTokens: number;
  outputTokens: number;
  cost: number | null;
  learnings: number;
  /** Whether the pipeline's own tokens are in it. */
  isPipelineKnown: boolean;
}

/** So many of the newest runs are looked at, and so many that taught are read whole. */
const LOOKED_AT = 50;
const READ = 5;

/** From the newest runs of this model that taught in this lab, in a pipeline experiment or in a story; null without any. */
export async function estimateLearning(lab: Lab, modelName: string): Promise<LearningEstimate | null> {
  const taught = (await runsThatTaught(lab, modelName)).slice(0, READ);
  if (taught.length === 0) return null;
  const each = await Promise.all(
    taught.map(async (runId) => measure(runId, await lab.store.events.list(runId))),
  );
  const mean = (read: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + read(one), 0) / each.length;
  const isPriced = each.every(({ cost }) => cost !== null);
  return {
    ms: quantileOf(
      each.map(({ ms }) => ms).toSorted((a, b) => a - b),
      0.5,
    ),
    inputTokens: mean(({ inputTokens }) => inputTokens),
    outputTokens: mean(({ outputTokens }) => outputTokens),
    cost: isPriced ? mean(({ cost }) => cost ?? 0) : null,
    learnings: each.length,
    isPipelineKnown: each.every(({ isKnown }) => isKnown),
  };
}

/** Learnings of the newest pipeline experiment come first: they are what is estimated. */
async function runsThatTaught(lab: Lab, modelName: string): Promise<string[]> {
  const { experiments } = await lab.store.experiments.list({ claim: 'pipeline', limit: 5 });
  for (const { experiment } of experiments) {
    if (!experiment.plan.models.some(({ name }) => name === modelName)) continue;
    const learnings = await lab.store.experiments.distillations(experiment.experimentId);
    if (learnings.length > 0) return learnings.map(({ runId }) => runId);
  }
  const { runs } = await lab.store.runs.list({ state: 'completed', act: '1', limit: LOOKED_AT });
  return runs.filter((run) => hasTaught(run) && run.plan.model.name === modelName).map(({ runId }) => runId);
}

const hasTaught = ({ plan, learning }: RunSummary): boolean =>
  plan.learnsInto !== null && (learning.state === 'completed' || learning.state === 'skipped');

function measure(runId: string, log: readonly RunEvent[]) {
  const view = foldRunEvents(runId, log);
  const run = summariseRun(view);
  const usage = view.learning.usage.flatMap((attempt) => attempt.usage);
  const sum = (values: readonly (number | null)[]) =>
    values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const total = usageOfAttempts(view.learning);
  const begun = view.learning.requestedAt;
  const last = log.findLast(({ type }) => type === 'learning.completed' || type === 'learning.skipped');
  return {
    ms: run.activeMs + (begun !== null && last ? Math.max(0, Date.parse(last.at) - Date.parse(begun)) : 0),
    inputTokens: run.inputTokens + sum(usage.map(({ inputTokens }) => inputTokens)),
    outputTokens: run.outputTokens + sum(usage.map(({ outputTokens }) => outputTokens)),
    cost: run.cost === null ? null : run.cost + (total?.cost ?? 0),
    isKnown: total !== null && total.tokens !== null,
  };
}
