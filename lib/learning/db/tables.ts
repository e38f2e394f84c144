/**
 * Rows as both databases hold them: JSON as text, truth as 0 and 1, times as RFC 3339 text with microseconds
 * (fixed width, so they sort). Type aliases, because Kysely wants an index signature.
 */
type Stamped = { created_at: string; updated_at: string };
type Owned = { id: string; project_id: string };

export type ProjectRow = {
  id: string;
  configs: string;
  /** How people call it; null for the lab's own. */
  name: string | null;
  created_at: string;
};
export type KeyRow = {
  hash: string;
  /** What it is called by; the hash stays inside. */
  id: string;
  project_id: string;
  label: string | null;
  prefix: string | null;
  /** `environment`: the lab's own, which follows EMBEDDED_ACONTEXT_KEY. */
  origin: 'environment' | 'made';
  created_at: string;
  /** At most a minute behind. */
  last_used_at: string | null;
  revoked_at: string | null;
};
export type UserRow = Owned & Stamped & { identifier: string };

export type SessionRow = Owned &
  Stamped & {
    user_id: string | null;
    disable_task_tracking: number;
    configs: string | null;
    message_count: number;
    /** Sum over its messages. */
    token_count: number;
    last_message_id: string | null;
    last_message_at: string | null;
    /** The session's lock: only one batch is worked on at a time. */
    active_batch_id: string | null;
    flushed_at: string | null;
  };

export type MessageRow = Stamped & {
  id: string;
  session_id: string;
  /** From 1, gapless within the session: the order of everything. */
  seq: number;
  parent_id: string | null;
  role: string;
  meta: string;
  parts: string;
  tokens: number;
  task_id: string | null;
  status: string;
  batch_id: string | null;
};

export type TaskRow = Owned &
  Stamped & {
    session_id: string;
    /** From 1; 0 for the planning task. */
    position: number;
    data: string;
    status: string;
    is_planning: number;
  };

export type EventRow = Owned & Stamped & { session_id: string; type: string; data: string };

export type SpaceRow = Owned &
  Stamped & {
    user_id: string | null;
    meta: string | null;
    /** The space's lock: only one learner writes at a time. */
    writer_job_id: string | null;
  };

export type SpaceSessionRow = Stamped & { id: string; space_id: string; session_id: string };
export type SpaceSkillRow = { id: string; space_id: string; skill_id: string; created_at: string };
export type DiskRow = Owned & Stamped & { user_id: string | null };

export type SkillRow = Owned &
  Stamped & {
    user_id: string | null;
    name: string;
    description: string;
    disk_id: string;
    meta: string | null;
  };

export type FileRow = Stamped & {
  disk_id: string;
  /** Whole path, relative to the disk. */
  path: string;
  mime: string;
  /** How `content` is written: `utf8` or `base64`. */
  encoding: string;
  content: string;
  size: number;
  /** The caller's own. */
  meta: string | null;
};

/** Bytes behind a part of a message; a session keeps the same bytes once. */
export type AssetRow = {
  session_id: string;
  sha256: string;
  s3_key: string;
  mime: string;
  encoding: string;
  content: string;
  size: number;
  created_at: string;
};

export type SecretRow = { name: string; value: string };

export type BatchRow = Stamped & {
  id: string;
  session_id: string;
  state: string;
  /** First message of its task agent; null until that has been rendered. */
  opening: string | null;
  error: string | null;
};

export type JobRow = Owned &
  Stamped & {
    space_id: string;
    session_id: string;
    /** Null for preferences. */
    task_id: string | null;
    state: string;
    /** Counts the retries that somebody asked for. */
    attempt: number;
    distillation_kind: string | null;
    distillation_text: string | null;
    distilled_at: string | null;
    /** First message of its skill learner; null until that has been rendered. */
    opening: string | null;
    /** The job whose learner handles this one too. */
    carrier_job_id: string | null;
    /** Why it was skipped or failed. */
    reason: string | null;
  };

/** One turn of a pipeline agent: its memory across restarts, and the trace that people see. */
export type IterationRow = {
  id: string;
  /** A batch or a job. */
  owner_id: string;
  session_id: string;
  stage: string;
  number: number;
  content: string;
  tool_calls: string;
  results: string;
  /** User message that follows this turn. */
  follow_up: string | null;
  error: string | null;
  created_at: string;
  /** What the turn took, its failed tries included; null where that is unknown. */
  input_tokens: number | null;
  output_tokens: number | null;
  /** US dollars. */
  cost: number | null;
  /** Calls of the model under this number of which nobody knows what they took; null for turns of earlier versions. */
  unmetered: number | null;
};

export type LearningTables = {
  ac_projects: ProjectRow;
  ac_keys: KeyRow;
  ac_users: UserRow;
  ac_sessions: SessionRow;
  ac_messages: MessageRow;
  ac_tasks: TaskRow;
  ac_events: EventRow;
  ac_spaces: SpaceRow;
  ac_space_sessions: SpaceSessionRow;
  ac_space_skills: SpaceSkillRow;
  ac_disks: DiskRow;
  ac_skills: SkillRow;
  ac_files: FileRow;
  ac_assets: AssetRow;
  ac_secrets: SecretRow;
  ac_batches: BatchRow;
  ac_jobs: JobRow;
  ac_iterations: IterationRow;
};
