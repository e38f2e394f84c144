/** One property of a scenario, with its evidence. */
export interface ValidityCheck {
  name: string;
  passed: boolean;
  /** A sentence or two. */
  detail: string;
}

export interface ValidityReport {
  scenarioId: string;
  seed: number;
  /** Only a scenario that passes every check may be used in an experiment. */
  passed: boolean;
  checks: ValidityCheck[];
}
