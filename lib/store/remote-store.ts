import type { Selectable } from 'kysely';
import { z } from 'zod';
import { errorInfoSchema } from '#lib/protocol/lab-error.ts';
import type { Clock } from '#lib/protocol/ports.ts';
import type { Database, Tx } from './database.ts';
import type { StoreTables } from './store-tables.ts';
import { parseStored } from './stored-json.ts';
import { REMOTE_KINDS, REMOTE_STATES, type NewRemote, type Remote, type RemoteStore } from './store.ts';

const remoteSchema = z.object({
  number: z.coerce.number(),
  place: z.object({ server: z.string(), keyMark: z.string() }),
  kind: z.enum(REMOTE_KINDS),
  id: z.string(),
  marker: z.string().nullable(),
  spaceId: z.string().nullable(),
  runId: z.string().nullable(),
  state: z.enum(REMOTE_STATES),
  problem: errorInfoSchema.nullable(),
  createdAt: z.string(),
});

/** Databases limit the values of one statement. */
const CHUNK = 500;

export function createRemoteStore({ kysely, write }: Database, clock: Clock): RemoteStore {
  const track = async (tx: Tx, remote: NewRemote) => {
    const { place, kind, id, marker, spaceId, runId, state } = remote;
    await tx
      .insertInto('remote_objects')
      .values({
        server: place.server,
        key_mark: place.keyMark,
        kind,
        id,
        marker: marker ?? null,
        space_id: spaceId ?? null,
        run_id: runId ?? null,
        state: state ?? 'kept',
        problem: null,
        created_at: new Date(clock.now()).toISOString(),
      })
      .onConflict((conflict) => conflict.columns(['kind', 'id', 'server', 'key_mark']).doNothing())
      .execute();
  };

  return {
    track: (remote) => write((tx) => track(tx, remote)),
    settle: async (place, marker, id) => {
      await write(async (tx) => {
        await tx
          .deleteFrom('remote_objects')
          .where('kind', '=', 'space')
          .where('id', '=', marker)
          .where('server', '=', place.server)
          .where('key_mark', '=', place.keyMark)
          .execute();
        await track(tx, { place, kind: 'space', id, marker, spaceId: id });
      });
    },
    list: async () => {
      const rows = await kysely.selectFrom('remote_objects').selectAll().orderBy('number').execute();
      return rows.map(toRemote);
    },
    find: async (kind, id) => {
      const rows = await kysely
        .selectFrom('remote_objects')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', '=', id)
        .orderBy('number')
        .execute();
      return rows.map(toRemote);
    },
    update: async (numbers, { state, problem }) => {
      const change = { state, problem: problem ? JSON.stringify(problem) : null };
      await write(async (tx) => {
        for (const chunk of chunksOf(numbers)) {
          await tx.updateTable('remote_objects').set(change).where('number', 'in', chunk).execute();
        }
      });
    },
    move: async (from, to) => {
      await write(async (tx) => {
        const at = (place: typeof from) =>
          tx
            .selectFrom('remote_objects')
            .select(['number', 'kind', 'id'])
            .where('server', '=', place.server)
            .where('key_mark', '=', place.keyMark)
            .execute();
        const there = new Set((await at(to)).map(({ kind, id }) => `${kind} ${id}`));
        const moving = await at(from);
        const isTwin = ({ kind, id }: { kind: string; id: string }) => there.has(`${kind} ${id}`);
        const twins = moving.filter((row) => isTwin(row)).map(({ number }) => number);
        const others = moving.filter((row) => !isTwin(row)).map(({ number }) => number);
        const place = { server: to.server, key_mark: to.keyMark };
        for (const chunk of chunksOf(others)) {
          await tx.updateTable('remote_objects').set(place).where('number', 'in', chunk).execute();
        }
        for (const chunk of chunksOf(twins)) {
          await tx.deleteFrom('remote_objects').where('number', 'in', chunk).execute();
        }
      });
    },
    forget: async (numbers) => {
      await write(async (tx) => {
        for (const chunk of chunksOf(numbers)) {
          await tx.deleteFrom('remote_objects').where('number', 'in', chunk).execute();
        }
      });
    },
  };
}

function chunksOf(numbers: readonly number[]): number[][] {
  const count = Math.ceil(numbers.length / CHUNK);
  return Array.from({ length: count }, (_, index) => numbers.slice(index * CHUNK, (index + 1) * CHUNK));
}

function toRemote(row: Selectable<StoreTables['remote_objects']>): Remote {
  return parseStored(remoteSchema, () => ({
    number: row.number,
    place: { server: row.server, keyMark: row.key_mark },
    kind: row.kind,
    id: row.id,
    marker: row.marker,
    spaceId: row.space_id,
    runId: row.run_id,
    state: row.state,
    problem: row.problem === null ? null : JSON.parse(row.problem),
    createdAt: row.created_at,
  }));
}
