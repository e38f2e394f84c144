import type { Kysely } from 'kysely';
import type { ListRunsQuery, RunListBody } from '#lib/protocol/http.ts';
import type { StoredEvent } from '#lib/protocol/ports.ts';
import type { ErrorInfo } from '#lib/protocol/lab-error.ts';
import type { RunEvent, RunEventBody } from '#lib/protocol/run-event.ts';
import type { RunPlan } from '#lib/protocol/run-plan.ts';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import type { ScenarioValidityReport } from '#lib/protocol/scenario.ts';
import type { SkillSummary, SkillVersion } from '#lib/protocol/skill.ts';
import type { DecisionStore, WriteBackStore } from './decision-store.ts';
import type { DigestStore } from './digest-store.ts';
import type { ExperimentStore } from './experiment-store-port.ts';
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
  readonly scenarios: ScenarioStore;
  readonly experiments: ExperimentStore;
  readonly digests: DigestStore;
  readonly decisions: DecisionStore;
  readonly writeBacks: WriteBackStore;
  close(): Promise<void>;
}

export interface EventStore {
  /** Appends a fact; null when the run already has this key. Throws `not_found` for an unknown run. */
  append(runId: string, key: string, body: RunEventBody): Promise<StoredEvent | null>;
  /** A run's events after `afterSeq` (0: all), in order; [] for an unknown run. */
  list(runId: string, afterSeq?: number): Promise<RunEvent[]>;
  /** Events of all runs after a position, in order. */
  since(position: number, limit: number): Promise<StoredEvent[]>;
  /** The same without quiet runs (quiet-run.ts). */
  sinceLoud(position: number, limit: number): Promise<StoredEvent[]>;
  /** Position of the newest event; 0 when there is none. */
  head(): Promise<number>;
  /** Calls back for every event of every instance, after its commit, in the order of positions. Must not throw. */
  subscribe(listener: (stored: StoredEvent) => void): () => void;
}

/** An event that happened before it is stored. */
export interface RecordedEvent {
  key: string;
  /** ISO 8601, UTC. */
  at: string;
  /** RunEventBody as JSON: a run's worlds as objects would outlive many collections, and the heap would grow by them. */
  body: string;
}

export interface RunStore {
  /**
   * Records a run and its `run.queued` event (key `run.queued`). Throws `already_running` while another run of the
   * same part of the story (story, act and arm) is queued or running, `conflict` when the id is taken.
   */
  create(runId: string, plan: RunPlan): Promise<RunSummary>;
  /**
   * Records a whole run at once: its row and all of its events, `run.queued` first, or nothing. Throws `conflict` when
   * the id is taken.
   */
  record(runId: string, plan: RunPlan, events: readonly RecordedEvent[]): Promise<RunView>;
  get(runId: string): Promise<RunSummary | null>;
  /** Newest first; runs of experiments only when the query names one. Throws `invalid_input` for a cursor that this store did not hand out. */
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
  /** The Acontext server that it is told with; null for a story from before this was noted. */
  server: string | null;
  createdAt: string;
}

export interface StoryStore {
  /** The newest. */
  current(): Promise<Story | null>;
  /** Newest first. */
  list(): Promise<Story[]>;
  create(storyId: string, server?: string): Promise<Story>;
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
  /** One row per skill, latest change first; of one space or of all. Masked copies (`ablationOf`) are left out. */
  summaries(filter?: { spaceId?: string }): Promise<SkillSummary[]>;
  /** One skill's row. */
  summary(skillId: string): Promise<SkillSummary | null>;
  /** Acontext no longer has these; the snapshots stay. */
  markGone(skillIds: readonly string[]): Promise<void>;
}

/** A saved text of a user's scenario. Immutable. */
export interface ScenarioVersion {
  scenarioId: string;
  /** From 1. */
  number: number;
  /** Of the complete definition that the text stands for. */
  hash: string;
  text: string;
  createdAt: string;
}

export interface ScenarioStore {
  /** Keeps a complete definition under its content hash; again changes nothing. */
  keep(hash: string, scenarioId: string, definition: unknown): Promise<void>;
  /** JSON as it was kept; null for an unknown hash. */
  definition(hash: string): Promise<unknown>;
  /**
   * Saves the next version; the same text as the newest one's saves nothing. Throws `conflict` unless `base` (0: none)
   * is the newest.
   */
  save(version: {
    scenarioId: string;
    base: number;
    hash: string;
    text: string;
    definition: unknown;
  }): Promise<ScenarioVersion>;
  latest(scenarioId: string): Promise<ScenarioVersion | null>;
  /** Newest first. */
  versions(scenarioId: string): Promise<ScenarioVersion[]>;
  /** The newest version of each, by id. */
  list(): Promise<ScenarioVersion[]>;
  /** Removes all versions. Throws `conflict` when runs use it or `base` is not the newest. */
  remove(scenarioId: string, base: number): Promise<void>;
  validity(keys: readonly string[]): Promise<Map<string, ScenarioValidityReport>>;
  /** Keeps the report; its check is no longer wanted then. */
  setValidity(key: string, report: ScenarioValidityReport): Promise<void>;
  /** Notes that a check was asked for, until `setValidity` or `unwantValidity`. */
  wantValidity(key: string, scenarioId: string): Promise<void>;
  unwantValidity(key: string): Promise<void>;
  wantedValidity(): Promise<{ key: string; scenarioId: string }[]>;
}

export const REMOTE_KINDS = ['session', 'space', 'skill'] as const;
export type RemoteKind = (typeof REMOTE_KINDS)[number];

/** A project on a server, as far as the lab can tell one from another. */
export interface RemotePlace {
  /** Its address; `embedded`; '' for what was created before this was noted. */
  server: string;
  /** Tells two keys apart without telling them; '' where there is one key only. */
  keyMark: string;
}

/**
 * `intended`: about to be created, so it may or may not exist. `kept`: created. `doomed`: to be removed; `gone`: and
 * removed, remembered until the next clean-up for what this one did.
 */
export const REMOTE_STATES = ['intended', 'kept', 'doomed', 'gone'] as const;
export type RemoteState = (typeof REMOTE_STATES)[number];

/** Something that the lab created in Acontext and may have to remove. */
export interface Remote {
  /** Of the record. */
  number: number;
  place: RemotePlace;
  kind: RemoteKind;
  /** Acontext's id; while only intended, the marker. */
  id: string;
  /** What it carries in Acontext, so that it is found without its id; null for what the lab gives its id itself. */
  marker: string | null;
  spaceId: string | null;
  runId: string | null;
  state: RemoteState;
  /** Why it could not be removed. */
  problem: ErrorInfo | null;
  createdAt: string;
}

export type NewRemote = Pick<Remote, 'place' | 'kind' | 'id'> &
  Partial<Pick<Remote, 'marker' | 'spaceId' | 'runId' | 'state'>>;

/** Recorded before it is created, so that a crash in between leaves a record too many and never one too few. */
export interface RemoteStore {
  /** Tracking the same thing again changes nothing. */
  track(remote: NewRemote): Promise<void>;
  /** What was intended with this marker has got this id. */
  settle(place: RemotePlace, marker: string, id: string): Promise<void>;
  /** Oldest first. */
  list(): Promise<Remote[]>;
  /** Records of one thing, at whatever place. */
  find(kind: RemoteKind, id: string): Promise<Remote[]>;
  update(numbers: readonly number[], change: { state: RemoteState; problem?: ErrorInfo }): Promise<void>;
  /** Another key of the same project: everything of the one place belongs to the other. */
  move(from: RemotePlace, to: RemotePlace): Promise<void>;
  forget(numbers: readonly number[]): Promise<void>;
}
