import type { Selectable } from 'kysely';
import { foldRun, foldRunEvents } from '#lib/protocol/fold-run.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import { isQuietRun, QUIET_PREFIX } from '#lib/protocol/quiet-run.ts';
import type { Clock, StoredEvent } from '#lib/protocol/ports.ts';
import {
  runEventBodySchema,
  runEventSchema,
  type RunEvent,
  type RunEventBody,
} from '#lib/protocol/run-event.ts';
import type { RunView } from '#lib/protocol/run-view.ts';
import { summariseRun } from '#lib/protocol/summarise-run.ts';
import type { Database, Queryable, Tx } from './database.ts';
import type { StoreTables } from './store-tables.ts';
import { parseStored } from './stored-json.ts';
import type { RecordedEvent } from './store.ts';

export interface Appended {
  stored: StoredEvent;
  /** The run after the event. */
  view: RunView;
}

/** The log inside a caller's transaction. `committed` must follow a commit, and only a commit. */
export interface EventLog {
  append(tx: Tx, runId: string, key: string, body: RunEventBody): Promise<Appended | null>;
  /** The whole log of a run that has none yet. */
  appendAll(tx: Tx, runId: string, events: readonly RecordedEvent[]): Promise<Appended[]>;
  committed(appended: Appended): void;
}

/** Rows of one insert; SQLite takes 32 766 parameters, and long statements compile slowly. */
const INSERTED_TOGETHER = 100;

/** Folds that are kept, so that an append does not read its run's whole log. Runs at work at a time are far fewer. */
const VIEWS = 64;

export function createEventLog(database: Database, clock: Clock): EventLog {
  const views = new Map<string, RunView>();

  const viewAt = async (tx: Tx, runId: string, seq: number): Promise<RunView> => {
    const kept = views.get(runId);
    // Another instance may have gone on with the run; then the kept fold is behind.
    return kept?.lastSeq === seq ? kept : foldRunEvents(runId, await listEvents(tx, runId, 0));
  };

  return {
    append: async (tx, runId, key, body) => {
      const run = await tx
        .selectFrom('runs')
        .select('last_seq')
        .where('run_id', '=', runId)
        .executeTakeFirst();
      if (!run) throw new LabError({ code: 'not_found', message: `There is no run ${runId}.` });
      const same = await tx
        .selectFrom('events')
        .select('seq')
        .where('run_id', '=', runId)
        .where('key', '=', key)
        .executeTakeFirst();
      if (same) return null;

      const at = new Date(clock.now()).toISOString();
      const event = runEventSchema.parse({ ...body, runId, seq: run.last_seq + 1, key, at });
      const { position } = await tx
        .insertInto('events')
        .values({
          run_id: runId,
          seq: event.seq,
          key,
          at,
          type: event.type,
          data: JSON.stringify(event.data),
        })
        .returning('position')
        .executeTakeFirstOrThrow();
      const view = foldRun(await viewAt(tx, runId, run.last_seq), event);
      await tx
        .updateTable('runs')
        .set({
          state: view.status.state,
          last_seq: event.seq,
          summary: JSON.stringify(summariseRun(view)),
        })
        .where('run_id', '=', runId)
        .execute();
      await database.announce(tx, position);
      return { stored: { position, event }, view };
    },
    appendAll: async (tx, runId, recorded) => {
      const events = recorded.map(({ key, at, body }, index) =>
        parseEvent(body, { runId, seq: index + 1, key, at }),
      );
      const view = foldRunEvents(runId, events);
      const positions: number[] = [];
      for (let from = 0; from < events.length; from += INSERTED_TOGETHER) {
        const rows = await tx
          .insertInto('events')
          .values(
            events.slice(from, from + INSERTED_TOGETHER).map(({ seq, key, at, type, data }) => ({
              run_id: runId,
              seq,
              key,
              at,
              type,
              data: JSON.stringify(data),
            })),
          )
          .returning('position')
          .execute();
        positions.push(...rows.map(({ position }) => position).toSorted((a, b) => a - b));
      }
      await tx
        .updateTable('runs')
        .set({
          state: view.status.state,
          last_seq: view.lastSeq,
          summary: JSON.stringify(summariseRun(view)),
        })
        .where('run_id', '=', runId)
        .execute();
      const last = positions.at(-1);
      if (last !== undefined) await database.announce(tx, last);
      return events.map((event, index) => ({ stored: { position: positions[index] ?? 0, event }, view }));
    },
    committed: ({ view }) => {
      // An ended run is hardly ever appended to.
      if (isQuietRun(view.runId)) return;
      views.delete(view.runId);
      views.set(view.runId, view);
      const oldest = views.keys().next();
      if (views.size > VIEWS && !oldest.done) views.delete(oldest.value);
    },
  };
}

export async function listEvents(database: Queryable, runId: string, afterSeq: number): Promise<RunEvent[]> {
  const rows = await database
    .selectFrom('events')
    .selectAll()
    .where('run_id', '=', runId)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .execute();
  return rows.map(toEvent);
}

export async function listEventsSince(
  database: Queryable,
  position: number,
  limit: number,
  { quiet }: { quiet: boolean } = { quiet: true },
): Promise<StoredEvent[]> {
  let query = database.selectFrom('events').selectAll().where('position', '>', position);
  if (!quiet) query = query.where('run_id', 'not like', `${QUIET_PREFIX}%`);
  const rows = await query.orderBy('position').limit(limit).execute();
  return rows.map((row) => ({ position: row.position, event: toEvent(row) }));
}

export async function headPosition(database: Queryable): Promise<number> {
  const newest = await database
    .selectFrom('events')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.position ?? 0;
}

function parseEvent(body: string, place: Pick<RunEvent, 'runId' | 'seq' | 'key' | 'at'>): RunEvent {
  return runEventSchema.parse({ ...runEventBodySchema.parse(JSON.parse(body)), ...place });
}

function toEvent(row: Selectable<StoreTables['events']>): RunEvent {
  return parseStored(runEventSchema, () => ({
    runId: row.run_id,
    seq: row.seq,
    key: row.key,
    at: row.at,
    type: row.type,
    data: JSON.parse(row.data),
  }));
}
