import type { Generated } from 'kysely';

/** Rows as both databases hold them: JSON and times as text, truth as 0 and 1. */
export interface StoreTables {
  migrations: { name: string };
  runs: {
    /** Order of creation. */
    number: Generated<number>;
    run_id: string;
    state: string;
    story_id: string | null;
    act: number | null;
    arm: string;
    /** `model` or `person`. */
    agent: Generated<string>;
    scenario_id: string | null;
    /** null outside of experiments. */
    experiment_id: string | null;
    /** What the list's search looks through, in lower case. */
    search: string;
    last_seq: number;
    /** RunSummary: a cache of the fold, written with each event. */
    summary: string;
  };
  events: {
    position: Generated<number>;
    run_id: string;
    seq: number;
    key: string;
    at: string;
    type: string;
    data: string;
  };
  stories: {
    number: Generated<number>;
    story_id: string;
    space_id: string | null;
    created_at: string;
    server: string | null;
  };
  skill_versions: {
    position: Generated<number>;
    skill_id: string;
    number: number;
    version_id: string;
    space_id: string;
    run_id: string | null;
    /** SkillVersion. */
    body: string;
  };
  /** Skills that Acontext no longer has. */
  gone_skills: { skill_id: string };
  /** Scenarios in their complete form, by content: what runs and experiments play. */
  scenario_definitions: { hash: string; scenario_id: string; definition: string };
  /** Saved texts of the user's scenarios. */
  scenario_versions: {
    scenario_id: string;
    number: number;
    hash: string;
    text: string;
    created_at: string;
  };
  scenario_validity: { key: string; report: string };
  /** Checks that were asked for and have not ended. */
  wanted_validity: { key: string; scenario_id: string };
  experiments: {
    /** Order of creation. */
    number: Generated<number>;
    experiment_id: string;
    state: string;
    /** ExperimentStatus. */
    status: string;
    /** ExperimentPlan; never changed. */
    plan: string;
    plan_hash: string;
    /** How many times it was set going: started and resumed. */
    execution: number;
    worked_ms: number;
    created_at: string;
    started_at: string | null;
    ended_at: string | null;
    /** Of the analysis, for the list. */
    verdict: string | null;
    /** ExperimentAnalysis. */
    analysis: string | null;
    /** Rows that the analysis was made from. */
    rows_hash: string | null;
    /** What it comes to over time, under the hash of those rows (digest-store.ts). */
    digest: string | null;
  };
  experiment_rows: {
    experiment_id: string;
    run_id: string;
    /** 1: infrastructure ended the run. */
    failed: number;
    /** ExperimentRow: a cache of a fold of the run's events. */
    body: string;
  };
  /** Independent learnings of a pipeline experiment. */
  experiment_distillations: { experiment_id: string; distillation_id: string; body: string };
  /** Append-only. */
  skill_decisions: { number: Generated<number>; decision_id: string; skill_id: string; body: string };
  /** One per skill: a decision whose content is not in its space yet. */
  write_backs: { skill_id: string; body: string };
  remote_objects: {
    number: Generated<number>;
    server: string;
    key_mark: string;
    kind: string;
    id: string;
    marker: string | null;
    space_id: string | null;
    run_id: string | null;
    state: string;
    /** ErrorInfo. */
    problem: string | null;
    created_at: string;
  };
}
