import { z } from 'zod';
import type { Clock } from '#lib/protocol/ports.ts';
import type { Database } from './database.ts';
import { parseStored } from './stored-json.ts';
import { REMOTE_KINDS, type RemoteStore } from './store.ts';

const remoteSchema = z.object({
  kind: z.enum(REMOTE_KINDS),
  id: z.string(),
  spaceId: z.string().nullable(),
  createdAt: z.string(),
});

export function createRemoteStore({ kysely, write }: Database, clock: Clock): RemoteStore {
  return {
    track: async (kind, id, spaceId) => {
      await write((tx) =>
        tx
          .insertInto('remotes')
          .values({ kind, id, space_id: spaceId ?? null, created_at: new Date(clock.now()).toISOString() })
          .onConflict((conflict) => conflict.columns(['kind', 'id']).doNothing())
          .execute(),
      );
    },
    list: async () => {
      const rows = await kysely.selectFrom('remotes').selectAll().orderBy('number').execute();
      return rows.map((row) =>
        parseStored(remoteSchema, () => ({
          kind: row.kind,
          id: row.id,
          spaceId: row.space_id,
          createdAt: row.created_at,
        })),
      );
    },
    forget: async (id) => {
      await write((tx) => tx.deleteFrom('remotes').where('id', '=', id).execute());
    },
  };
}
