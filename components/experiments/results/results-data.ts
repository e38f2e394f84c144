import type { ExperimentRow, ExperimentView } from '#lib/protocol/experiment.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { armsOf, type LabelledArm } from '../arm-look.ts';

/** What every panel of the results is drawn from. */
export interface ResultsData {
  view: ExperimentView;
  analysis: ExperimentAnalysis;
  /** null: still on their way. */
  rows: readonly ExperimentRow[] | null;
  arms: readonly LabelledArm[];
  /** Titles of the scenarios by their ids. */
  titles: ReadonlyMap<string, string>;
  /** Said in every export. */
  source: string;
  note: string | null;
}

export function resultsData(
  view: ExperimentView,
  analysis: ExperimentAnalysis,
  rows: readonly ExperimentRow[] | null,
): ResultsData {
  const { plan, summary } = view;
  const scenarios = [...plan.scenarios, ...(plan.pipeline?.scenarios ?? [])];
  return {
    view,
    analysis,
    rows,
    arms: armsOf(plan.arms),
    titles: new Map(scenarios.map(({ scenarioId, title }) => [scenarioId, title])),
    source: `${summary.title}: ${summary.models.join(', ')}, plan ${summary.planHash.slice(0, 12)}${analysis.complete ? '' : ', not all of the plan was run'}`,
    note: analysis.note ?? view.note,
  };
}
