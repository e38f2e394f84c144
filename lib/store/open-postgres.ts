import { Kysely, sql } from 'kysely';
import postgres from 'postgres';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { Database } from './database.ts';
import { postgresDialect } from './postgres-dialect.ts';
import { toStorageError } from '#lib/protocol/storage-error.ts';
import type { StoreTables } from './store-tables.ts';

/** A connection can die without a word (a proxy, a sleeping laptop); this often the newest events are asked for anyway. */
const ASK_ANYWAY_MS = 5_000;

/** Several instances on one server. Own tables live in a schema of their own, so a shared database stays tidy. */
export async function openPostgres(url: string, schema = 'auto_learn_lab'): Promise<Database> {
  if (!/^[a-z_][a-z0-9_]*$/.test(schema))
    throw new LabError({ code: 'invalid_input', message: `"${schema}" is not a schema name.` });
  const pool = postgres(url, {
    max: 10,
    onnotice: () => {},
    connection: { search_path: schema, application_name: 'auto-learn-lab' },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  const kysely = new Kysely<StoreTables>({ dialect: postgresDialect(pool) });
  const channel = `${schema}_events`;
  let asking: NodeJS.Timeout | undefined;
  try {
    // One message is one transaction; without the lock two new instances would collide here.
    await pool.unsafe(
      `select pg_advisory_xact_lock(hashtext('${schema}')); create schema if not exists ${schema}`,
    );
  } catch (error) {
    await pool.end({ timeout: 1 });
    throw toStorageError(error);
  }
  return {
    kind: 'postgres',
    kysely,
    write: (work) =>
      kysely.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(hashtext(${channel}))`.execute(tx);
        return work(tx);
      }),
    announce: async (tx, position) => {
      await sql`select pg_notify(${channel}, ${String(position)})`.execute(tx);
    },
    onAnnouncement: async (listener) => {
      const missedSome = () => listener(null);
      await pool.listen(channel, (position) => listener(Number(position)), missedSome);
      asking = setInterval(missedSome, ASK_ANYWAY_MS).unref();
    },
    close: async () => {
      clearInterval(asking);
      await kysely.destroy();
      await pool.end({ timeout: 5 });
    },
  };
}
