import type { ExperimentPlan } from '#lib/protocol/experiment-plan.ts';
import type { ListExperimentsQuery } from '#lib/protocol/experiment-http.ts';
import type {
  Distillation,
  ExperimentRow,
  ExperimentState,
  ExperimentStatus,
  ExperimentSummary,
} from '#lib/protocol/experiment.ts';

/** What is stored of an experiment itself. */
export interface StoredExperiment {
  experimentId: string;
  plan: ExperimentPlan;
  planHash: string;
  status: ExperimentStatus;
  /** How many times it was started or resumed. */
  execution: number;
  /** Time of work of the executions that have ended; ms. */
  workedMs: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  verdict: ExperimentSummary['verdict'];
}

/** What changes of it. The plan never does. */
export type ExperimentChange = Partial<
  Pick<StoredExperiment, 'execution' | 'workedMs' | 'startedAt' | 'endedAt'>
>;

export interface ExperimentStore {
  /** Freezes a plan. Throws `conflict` when the id is taken. */
  create(experimentId: string, plan: ExperimentPlan, planHash: string): Promise<StoredExperiment>;
  get(experimentId: string): Promise<StoredExperiment | null>;
  /** Its state alone: cheap enough to ask before each run. */
  state(experimentId: string): Promise<ExperimentState | null>;
  /** Newest first, with how many rows each has; `total` of all that match. Throws `invalid_input` for a strange cursor. */
  list(query: ListExperimentsQuery): Promise<{
    experiments: { experiment: StoredExperiment; done: number }[];
    nextCursor: string | null;
    total: number;
  }>;
  /** In one of these states, oldest first. */
  inState(states: readonly ExperimentState[]): Promise<StoredExperiment[]>;
  /** Moves it to another status if its state is one of `from`; false when it is not. */
  move(
    experimentId: string,
    from: readonly ExperimentState[],
    status: ExperimentStatus,
    change?: ExperimentChange,
  ): Promise<boolean>;
  /** The same run again changes nothing. */
  addRow(experimentId: string, row: ExperimentRow): Promise<void>;
  /** By the ids of their runs, which says nothing about their places. */
  rows(experimentId: string): Promise<ExperimentRow[]>;
  /** How many there are: a cheap sign of news. */
  countRows(experimentId: string): Promise<number>;
  setDistillation(experimentId: string, distillation: Distillation): Promise<void>;
  distillations(experimentId: string): Promise<Distillation[]>;
  /** Every skill that a learning of an experiment wrote, with the id of that experiment. */
  learnedSkills(): Promise<Map<string, string>>;
  saveAnalysis(
    experimentId: string,
    analysis: { rowsHash: string; json: string; verdict: NonNullable<ExperimentSummary['verdict']> },
  ): Promise<void>;
  /** JSON of the analysis as it was saved. */
  analysis(experimentId: string): Promise<{ rowsHash: string; json: string } | null>;
  /** Removes it with its runs and their events. */
  remove(experimentId: string): Promise<void>;
}
