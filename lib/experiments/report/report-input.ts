import type { ExperimentRow, ExperimentView } from '#lib/protocol/experiment.ts';
import type { PairedAnalysis } from '#lib/stats/analyse-paired.ts';
import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';
import { armsOf, type ReportArm } from './report-words.ts';

/** What a report is made of. The same input gives the same report, to the byte: it knows no clock. */
export interface ReportInput {
  view: ExperimentView;
  analysis: ExperimentAnalysis;
  rows: readonly ExperimentRow[];
}

/** The results of one model, with how to call what is in them. */
export interface ReportData {
  paired: PairedAnalysis;
  rows: readonly ExperimentRow[];
  arms: readonly ReportArm[];
  armOf: (label: string) => string;
  /** Class that sets the colour of an arm. */
  lookOf: (label: string) => string;
  titleOf: (scenarioId: string) => string;
}

/** One entry per model where several are claimed about, else one for all rows, without a name. */
export function reportDataOf({
  view,
  analysis,
  rows,
}: ReportInput): { model: string | null; data: ReportData }[] {
  const { plan } = view;
  const arms = armsOf(plan.arms);
  const titles = new Map(plan.scenarios.map(({ scenarioId, title }) => [scenarioId, title]));
  const known = new Map(arms.map((arm) => [arm.label, arm]));
  const make = (paired: PairedAnalysis, own: readonly ExperimentRow[]): ReportData => ({
    paired,
    rows: own,
    arms,
    armOf: (label) => known.get(label)?.word ?? label,
    lookOf: (label) => `arm-${known.get(label)?.arm ?? 'none'}`,
    titleOf: (scenarioId) => titles.get(scenarioId) ?? scenarioId,
  });
  const models = analysis.models?.models ?? [];
  if (models.length === 0) return [{ model: null, data: make(analysis.paired, rows) }];
  return models.map(({ model, analysis: paired }) => ({
    model,
    data: make(
      paired,
      rows.filter((row) => row.model === model),
    ),
  }));
}
