import type { ExperimentAnalysis } from '#lib/stats/experiment-analysis.ts';

/** The analysis as it is of one of several models; as it stands where there is no such model. The experiment's verdict stays. */
export function analysisOfModel(analysis: ExperimentAnalysis, model: string): ExperimentAnalysis {
  const found = analysis.models?.models.find((each) => each.model === model);
  if (!found) return analysis;
  return { ...analysis, paired: found.analysis, falseVerdicts: found.falseVerdicts ?? null };
}
