import type { ExperimentRow, ExperimentSummary } from './experiment.ts';
import type { Arm } from './run-plan.ts';

/** Whole arms to compare: what /compare shows for an experiment, or for more runs than stand side by side. */
export interface ComparedArms {
  /** null for runs that somebody chose. */
  experiment: Pick<ExperimentSummary, 'experimentId' | 'title' | 'status' | 'runs' | 'verdict'> | null;
  /** In the order of the plan, the headline's two first. */
  arms: { label: string; arm: Arm }[];
  /** Runs that ended, one row each; those that infrastructure ended are marked. */
  rows: ExperimentRow[];
  /** Where the skill should help, and where it can only do harm: figures of the two are never pooled. */
  benefitClasses: readonly ExperimentRow['class'][];
  harmClasses: readonly ExperimentRow['class'][];
  /** Titles by scenario id. */
  titles: Record<string, string>;
  /** Runs that are still at work, and ids that no run has. */
  atWork: number;
  unknown: string[];
  simulated: boolean;
}
