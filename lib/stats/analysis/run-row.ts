export const SCENARIO_CLASSES = ['learning', 'near', 'far', 'negative', 'noop', 'unrelated'] as const;
/**
 * What a scenario is for: `learning` the incident that was learned from (memorisation), `near` the same family, `far` another one,
 * `negative` a twin with the symptoms and another cause, `noop` nothing to fix, `unrelated` nothing the skill speaks of.
 */
export type ScenarioClass = (typeof SCENARIO_CLASSES)[number];

/** How far the agent got with the skill it was given; each step implies the one before. */
export interface SkillFunnel {
  /** The skill was in its context or catalogue. */
  offered: boolean;
  /** It asked which skills there are. */
  listed: boolean;
  /** It read the skill. */
  opened: boolean;
  /** Its calls match steps of the skill. */
  followed: boolean;
}

/** One run, as the analysis sees it. */
export interface RunRow {
  /** The run's id: every result names the rows behind it. */
  id: string;
  scenarioId: string;
  class: ScenarioClass;
  seed: number;
  /** A free text, since an A/A experiment has two arms that are given the same. */
  arm: string;
  /** Which independent learning made the skill; null where none did (the arms that learn nothing). */
  distillationId: string | null;
  model: string;
  /** Left out and listed, never counted as a failure. */
  infrastructureError: boolean;
  /** The oracle's verdict. */
  verified: boolean;
  harmful: boolean;
  /** Did the agent say that it had fixed it? Null when it said neither. */
  claimed: boolean | null;
  /** All tool calls, skill calls included; the headline. */
  calls: number;
  /** Reads and writes of the environment alone, what the original demo counted. */
  devopsCalls: number;
  /** Input and output together. */
  tokens: number;
  /** USD; null when the price is unknown. */
  cost: number | null;
  /** World ticks; null when it never was. */
  ticksToMitigate: number | null;
  /** Share of user requests that failed, 0…1. */
  errorBudget: number | null;
  funnel: SkillFunnel | null;
}
