import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { Distillation, ExperimentRow } from '#lib/protocol/experiment.ts';
import { noteOfModels } from '#lib/protocol/simulated-note.ts';
import { analyseModels } from '#lib/stats/analyse-models.ts';
import { analysePaired } from '#lib/stats/analyse-paired.ts';
import type { VerdictCode } from '#lib/stats/analysis/decide-verdict.ts';
import type { LearningCost } from '#lib/stats/analysis/measure-pay-back.ts';
import { ANALYSIS_FORMAT, type ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { falseVerdictRate, type FalseVerdictRate } from '#lib/stats/false-verdict-rate.ts';
import { wilsonInterval } from '#lib/stats/wilson-interval.ts';
import { meanLearningCost } from './learning-cost.ts';
import { hashRows, orderRows } from './order-rows.ts';
import { sizePlan } from './size-plan.ts';

export interface AnalysisInput {
  plan: ExperimentPlan;
  planHash: string;
  rows: readonly ExperimentRow[];
  distillations: readonly Distillation[];
  /** Whether every planned block was run. */
  complete: boolean;
  /** Lets others have their turn between two pieces of work. */
  pause?: () => Promise<void>;
}

/** Relabelings in all, and at one go. */
const RELABELINGS = { all: 1000, piece: 50 };

/**
 * The declared analysis of an experiment: a pure function of its plan and rows (and of what its learnings cost), so that
 * whoever has them comes to the same verdict. The order of the rows does not matter.
 */
export async function analyseExperiment(input: AnalysisInput): Promise<ExperimentAnalysis> {
  const { plan, planHash, complete, pause = () => Promise.resolve() } = input;
  const rows = orderRows(input.rows);
  const { rules } = plan;
  const learningCost = costOf(plan, input.distillations);
  const [first] = plan.models;
  const own = plan.models.length > 1 ? rows.filter(({ model }) => model === first?.name) : rows;
  const models = plan.claim === 'models' ? analyseModels(inOrderOf(plan, rows), rules, learningCost) : null;
  await pause();
  const paired =
    models?.models.find(({ model }) => model === first?.name)?.analysis ??
    analysePaired({ rows: own, rules, ...(learningCost ? { learningCost } : {}) });
  await pause();
  const falseVerdicts = plan.claim === 'pipeline' ? null : await relabel(own, plan, pause);
  const declared = models?.verdict ?? paired.verdict;
  return {
    format: ANALYSIS_FORMAT,
    rowsHash: hashRows(rows),
    planHash,
    complete,
    verdict: complete
      ? { code: declared.code, sentence: declared.sentence }
      : withoutVerdict(plan, rows, declared.sentence),
    paired,
    models: models && {
      ...models,
      models: await inTurn(models.models, async (each) => ({
        ...each,
        falseVerdicts:
          each.model === first?.name
            ? falseVerdicts
            : await relabel(
                rows.filter(({ model }) => model === each.model),
                plan,
                pause,
              ),
      })),
    },
    falseVerdicts,
    note: noteOfModels(plan.models),
  };
}

/**
 * The rule was declared for the whole plan. Whoever saw interim estimates and stopped has chosen when to look, which the rule's error rates
 * do not hold for.
 */
function withoutVerdict(
  plan: ExperimentPlan,
  rows: readonly ExperimentRow[],
  soFar: string,
): { code: VerdictCode; sentence: string } {
  const made = rows.filter((row) => !row.infrastructureError).length;
  return {
    code: 'cannot_tell',
    sentence: `No verdict: ${made} of ${sizePlan(plan).runs} planned runs were made, and the rule was declared for all of them. Of those alone: ${soFar}`,
  };
}

/** Models stand in the order of the plan, whichever row comes first. */
const inOrderOf = ({ models }: ExperimentPlan, rows: readonly ExperimentRow[]): ExperimentRow[] =>
  models.flatMap(({ name }) => rows.filter(({ model }) => model === name));

async function inTurn<T, R>(items: readonly T[], make: (item: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

/** In pieces, each with a stream of its own, so that nobody waits for a thousand verdicts at once. */
async function relabel(
  rows: readonly ExperimentRow[],
  { rules }: ExperimentPlan,
  pause: () => Promise<void>,
): Promise<FalseVerdictRate | null> {
  const counts: Record<VerdictCode, number> = { helps: 0, hurts: 0, no_difference: 0, cannot_tell: 0 };
  let caveats: FalseVerdictRate['caveats'] = [];
  for (let done = 0; done < RELABELINGS.all; done += RELABELINGS.piece) {
    const piece = falseVerdictRate(
      rows,
      { ...rules, seed: `${rules.seed}:${done}` },
      { relabelings: RELABELINGS.piece },
    );
    if (piece.rate === null) return null;
    counts.helps += piece.counts.helps;
    counts.hurts += piece.counts.hurts;
    counts.no_difference += piece.counts.no_difference;
    counts.cannot_tell += piece.counts.cannot_tell;
    caveats = piece.caveats;
    await pause();
  }
  const wrong = counts.helps + counts.hurts;
  return {
    relabelings: RELABELINGS.all,
    counts,
    rate: wrong / RELABELINGS.all,
    interval: wilsonInterval(wrong, RELABELINGS.all, rules.level),
    caveats,
  };
}

/** What learning cost: as planned, or for the pipeline the mean of its own learnings. */
function costOf(plan: ExperimentPlan, distillations: readonly Distillation[]): LearningCost | null {
  if (plan.pipeline) return meanLearningCost(distillations.map(({ cost }) => cost));
  if (!plan.learning) return null;
  const { cost, models } = plan.learning;
  return { ...cost, ...(models ? { models } : {}) };
}
