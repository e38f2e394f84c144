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
  remotes: {
    number: Generated<number>;
    kind: string;
    id: string;
    space_id: string | null;
    created_at: string;
  };
}
