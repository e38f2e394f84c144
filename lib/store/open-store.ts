import type { Clock } from '#lib/protocol/ports.ts';
import type { Database } from './database.ts';
import {
  createEventLog,
  headPosition,
  listEvents,
  listEventsSince,
  type Appended,
  type EventLog,
} from './event-log.ts';
import { createEventTail, type EventTail } from './event-tail.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import { createRemoteStore } from './remote-store.ts';
import { createRunStore } from './run-store.ts';
import { createDecisionStore, createWriteBackStore } from './decision-store.ts';
import { createDigestStore } from './digest-store.ts';
import { createExperimentStore } from './experiment-store.ts';
import { createScenarioStore } from './scenario-store.ts';
import { createSkillVersionStore } from './skill-version-store.ts';
import type { EventStore, Store, StoreConfig } from './store.ts';
import { createStoryStore } from './story-store.ts';

export interface StoreDependencies {
  clock: Clock;
  /** Hears of failures that no caller waits for: a listener that threw, news of another instance that could not be read. */
  onError?: (error: unknown) => void;
}

/** Opens the store and brings its tables up to date. Throws `storage_locked` when another lab uses the data folder. */
export async function openStore(config: StoreConfig, { clock, onError }: StoreDependencies): Promise<Store> {
  const readOnly = config.kind === 'sqlite' && config.readOnly === true;
  const database =
    config.kind === 'sqlite'
      ? openSqlite(config.dataDir, readOnly)
      : await openPostgres(config.url, config.schema);
  try {
    if (!readOnly) await migrate(database);
    return await assemble(database, clock, onError ?? (() => {}));
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assemble(database: Database, clock: Clock, onError: (error: unknown) => void): Promise<Store> {
  const { kysely } = database;
  const log = createEventLog(database, clock);
  const tail = createEventTail({
    start: await headPosition(kysely),
    read: (position, limit) => listEventsSince(kysely, position, limit),
    onError,
  });
  await database.onAnnouncement((position) => tail.wake(position));
  const committed = (appended: Appended) => {
    log.committed(appended);
    tail.push(appended.stored);
  };
  return {
    kind: database.kind,
    kysely,
    events: createEventStore(database, log, tail, committed),
    runs: createRunStore(database, log, committed),
    stories: createStoryStore(database, clock),
    skillVersions: createSkillVersionStore(database, clock),
    remotes: createRemoteStore(database, clock),
    scenarios: createScenarioStore(database, clock),
    experiments: createExperimentStore(database, clock),
    digests: createDigestStore(database),
    decisions: createDecisionStore(database),
    writeBacks: createWriteBackStore(database),
    close: async () => {
      await tail.close();
      await database.close();
    },
  };
}

function createEventStore(
  { kysely, write }: Database,
  log: EventLog,
  tail: EventTail,
  committed: (appended: Appended) => void,
): EventStore {
  return {
    append: async (runId, key, body) => {
      const appended = await write((tx) => log.append(tx, runId, key, body));
      if (appended) committed(appended);
      return appended?.stored ?? null;
    },
    list: (runId, afterSeq = 0) => listEvents(kysely, runId, afterSeq),
    since: (position, limit) => listEventsSince(kysely, position, limit),
    sinceLoud: (position, limit) => listEventsSince(kysely, position, limit, { quiet: false }),
    head: () => headPosition(kysely),
    subscribe: (listener) => tail.subscribe(listener),
  };
}
