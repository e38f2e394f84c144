import type { ChartTable } from '#components/charts/chart-table.ts';
import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ExperimentRow, ExperimentView } from '#lib/protocol/experiment.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { armsOf, type LabelledArm } from '../arm-look.ts';
import { analysisOfModel } from '../analysis-of-model.ts';

/** What every panel of the results is drawn from: of one model, where several are claimed about. */
export interface ResultsData {
  view: ExperimentView;
  /** Of the chosen model. */
  analysis: ExperimentAnalysis;
  /** null: still on their way. */
  rows: readonly ExperimentRow[] | null;
  arms: readonly LabelledArm[];
  /** Titles of the scenarios by their ids. */
  titles: ReadonlyMap<string, string>;
  /** Said in every export. */
  source: string;
  note: string | null;
  /** The models to choose from, and the one that the panels show; null where the claim is about one model. */
  models: { names: readonly string[]; chosen: string } | null;
  /** The start of an export's name. */
  fileName: (name: string) => string;
  /** A table as it is exported: with the model that it is about. */
  exported: (table: ChartTable) => ChartTable;
}

export function resultsData(
  view: ExperimentView,
  analysis: ExperimentAnalysis,
  rows: readonly ExperimentRow[] | null,
  wanted: string | null = null,
): ResultsData {
  const { plan, summary } = view;
  const names = analysis.models?.models.map(({ model }) => model) ?? [];
  const chosen = names.find((name) => name === wanted) ?? names[0] ?? null;
  const isOne = chosen === null;
  return {
    view,
    analysis: isOne ? analysis : analysisOfModel(analysis, chosen),
    rows: isOne ? rows : (rows?.filter(({ model }) => model === chosen) ?? null),
    arms: armsOf(plan.arms),
    titles: titlesOf(plan),
    source: `${summary.title}: ${chosen ?? summary.models.join(', ')}, plan ${summary.planHash.slice(0, 12)}${analysis.complete ? '' : ', not all of the plan was run'}`,
    note: analysis.note ?? view.note,
    models: isOne ? null : { names, chosen },
    fileName: (name) => (isOne ? name : `${name}-${chosen.replaceAll(/[^\w.-]+/g, '-')}`),
    exported: (table) => (isOne ? table : { ...table, constants: [{ head: 'model', value: chosen }] }),
  };
}

/** Titles of the scenarios that are tested and of those that are learned from, by their ids. */
export const titlesOf = ({ scenarios, pipeline }: ExperimentPlan): Map<string, string> =>
  new Map([...scenarios, ...(pipeline?.scenarios ?? [])].map(({ scenarioId, title }) => [scenarioId, title]));
