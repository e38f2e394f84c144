import type { ModelsAnalysis } from './analyse-models.ts';
import type { PairedAnalysis } from './analyse-paired.ts';
import type { VerdictCode } from './analysis/decide-verdict.ts';
import type { FalseVerdictRate } from './false-verdict-rate.ts';

/** Another shape or another way to compute is another number. */
export const ANALYSIS_FORMAT = 'auto-learn-lab/experiment-analysis@3';

/** The analysis of an experiment as it is stored and served: GET /api/experiments/:id/analysis. */
export interface ExperimentAnalysis {
  format: typeof ANALYSIS_FORMAT;
  /** SHA-256 of the rows (in their order of places) that it was made from. */
  rowsHash: string;
  planHash: string;
  /** Not all of the plan was run (a budget, a cancellation): then it is a report, not the declared analysis. */
  complete: boolean;
  /** The one verdict of the experiment. */
  verdict: { code: VerdictCode; sentence: string };
  /** Of all rows; with several models the first model's. */
  paired: PairedAnalysis;
  /** The claim across models; null elsewhere. */
  models: ModelsAnalysis | null;
  /** The declared rule on these very runs with the arms relabelled; null for the pipeline and without pairs. */
  falseVerdicts: FalseVerdictRate | null;
  /** SIMULATED_NOTE where the model is simulated, else null. */
  note: string | null;
}
