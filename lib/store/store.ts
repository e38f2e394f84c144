import type { Kysely } from 'kysely';
import type { ListRunsQuery, RunListBody } from '#lib/protocol/http.ts';
import type { StoredEvent } from '#lib/protocol/ports.ts';
import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { SkillSummary, SkillVersion } from '#lib/protocol/skill.ts';
import type { StoreTables } from './store-tables.ts';

/** Where the lab keeps its facts. A read-only SQLite store takes no lock, so it opens beside a running lab. */
export type StoreConfig =
  | { kind: 'sqlite'; dataDir: string; readOnly?: boolean }
  | { kind: 'postgres'; url: string; schema?: string };

/** The lab's memory. Every method throws LabError: `storage_full`, `storage_locked`, `storage_failed`, or what it names. */
export interface Store {
  readonly kind: StoreConfig['kind'];
  /** For a module that keeps own tables in the same database: `kysely.$extendTables<Own>()`. */
  readonly kysely: Kysely<StoreTables>;
  readonly events: EventStore;
  readonly runs: RunStore;
  readonly stories: StoryStore;
  readonly skillVersions: SkillVersionStore;
  readonly remotes: RemoteStore;
  close(): Promise<void>;
}

export interface EventStore {
  /** Appends a fact; null when the run already has this key. Throws `not_found` for an unknown run. */
  append(runId: string, key: string, body: RunEventBody): Promise<StoredEvent | null>;
  /** A run's events after `afterSeq` (0: all), in order; [] for an unknown run. */
  list(runId: string, afterSeq?: number): Promise<RunEvent[]>;
  /** Events of all runs after a position, in order. */
  since(position: number, limit: number): Promise<StoredEvent[]>;
  /** Position of the newest event; 0 when there is none. */
  head(): Promise<number>;
  /** Calls back for every event of every instance, after its commit, in the order of positions. Must not throw. */
  subscribe(listener: (stored: StoredEvent) => void): () => void;
}

export interface RunStore {
  /**
   * Records a run and its `run.queued` event (key `run.queued`). Throws `already_running` while another run of the
   * same part of the story (story, act and arm) is queued or running, `conflict` when the id is taken.
   */
  create(runId: string, plan: RunPlan): Promise<RunSummary>;
  get(runId: string): Promise<RunSummary | null>;
  /** Newest first. Throws `invalid_input` for a cursor that this store did not hand out. */
  list(query: ListRunsQuery): Promise<RunListBody>;
  /** Newest first, whole. */
  listByStory(storyId: string): Promise<RunSummary[]>;
  /** Ids of queued and running runs, oldest first. */
  active(): Promise<string[]>;
}

export interface Story {
  storyId: string;
  /** The learning space that Act 1 teaches; null until it exists. */
  spaceId: string | null;
  createdAt: string;
}

export interface StoryStore {
  /** The newest. */
  current(): Promise<Story | null>;
  create(storyId: string): Promise<Story>;
  /** Gives the story its space unless it has one, and returns the one it has. Throws `not_found` for an unknown story. */
  setSpace(storyId: string, spaceId: string): Promise<string>;
}

/** The store numbers a version, names its parent and dates it. */
export type NewSkillVersion = Omit<SkillVersion, 'number' | 'parentVersionId' | 'createdAt'>;

export interface SkillVersionStore {
  /** Stores a snapshot unless its content equals the skill's latest. The skill counts as live from then on. */
  add(version: NewSkillVersion): Promise<{ version: SkillVersion; added: boolean }>;
  /** Equal content in two skills has one id, so name the skill where it is known. */
  get(versionId: string, skillId?: string): Promise<SkillVersion | null>;
  /** Newest first. */
  listBySkill(skillId: string): Promise<SkillVersion[]>;
  latestBySkill(skillId: string): Promise<SkillVersion | null>;
  /** One row per skill, latest change first; of one space or of all. */
  summaries(filter?: { spaceId?: string }): Promise<SkillSummary[]>;
  /** One skill's row. */
  summary(skillId: string): Promise<SkillSummary | null>;
  /** Acontext no longer has these; the snapshots stay. */
  markGone(skillIds: readonly string[]): Promise<void>;
}

export const REMOTE_KINDS = ['session', 'space', 'skill'] as const;
export type RemoteKind = (typeof REMOTE_KINDS)[number];

/** Something that the lab created in Acontext and may have to remove. */
export interface Remote {
  kind: RemoteKind;
  id: string;
  spaceId: string | null;
  createdAt: string;
}

export interface RemoteStore {
  /** Tracking the same thing again changes nothing. */
  track(kind: RemoteKind, id: string, spaceId?: string): Promise<void>;
  /** Oldest first. */
  list(): Promise<Remote[]>;
  forget(id: string): Promise<void>;
}
