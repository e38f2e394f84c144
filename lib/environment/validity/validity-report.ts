/** One property of a scenario, with its evidence. */
export interface ValidityCheck {
  /** Stable name of the check, the same for every scenario. */
  id: CheckId;
  /** What is asked, as a sentence. */
  name: string;
  passed: boolean;
  /** A sentence or two. */
  detail: string;
}

export type CheckId =
  | 'solver'
  | 'idle'
  | 'restarts'
  | 'times_ten'
  | 'random'
  | 'reset'
  | 'misleads'
  | 'noise'
  | 'herrings'
  | 'knobs'
  | 'leak'
  | 'difficulty'
  | 'constants'
  | 'clues';

export interface ValidityReport {
  scenarioId: string;
  seed: number;
  /** Only a scenario that passes every check may be used in an experiment. */
  passed: boolean;
  checks: ValidityCheck[];
}
