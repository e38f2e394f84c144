import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { StoredEvent } from '#lib/protocol/ports.ts';
import { samplePlan } from '#lib/testing/sample-run.ts';
import { fact, labError, openTestStore, type StorePlace } from '#lib/testing/suites/store-place.ts';
import { storeSuite } from '#lib/testing/suites/store-suite.ts';
import { temporaryPostgres, type TemporaryPostgres } from '#lib/testing/temporary-postgres.ts';

const server = await temporaryPostgres();
let schemas = 0;

/** A schema of its own on the server. */
function makePlace({ url }: TemporaryPostgres): Promise<StorePlace> {
  schemas += 1;
  const schema = `lab_test_${process.pid}_${schemas}`;
  return Promise.resolve({
    config: { kind: 'postgres', url, schema },
    remove: async () => {
      const store = await openTestStore({ kind: 'postgres', url, schema });
      await sql`drop schema ${sql.id(schema)} cascade`.execute(store.kysely);
      await store.close();
    },
  });
}

describe.skipIf(!server)('with a Postgres server', () => {
  if (!server) return;
  afterAll(() => server.stop());
  storeSuite('Postgres', () => makePlace(server));

  describe('two instances on one database', () => {
    const plan = samplePlan({ storyId: null });
    const withTwo = async (
      work: (place: StorePlace, ...stores: Awaited<ReturnType<typeof openTestStore>>[]) => Promise<void>,
    ) => {
      const place = await makePlace(server);
      // At once: both find an empty database and want to make its tables.
      const stores = await Promise.all([1, 2].map(() => openTestStore(place.config)));
      await work(place, ...stores);
      await Promise.all(stores.map((store) => store.close()));
      await place.remove();
    };

    it('write one run’s log without gaps, and both see every event once and in one order', () =>
      withTwo(async (_place, a, b) => {
        if (!a || !b) throw new Error('two stores');
        const seen: Record<'a' | 'b', StoredEvent[]> = { a: [], b: [] };
        a.events.subscribe((stored) => seen.a.push(stored));
        b.events.subscribe((stored) => seen.b.push(stored));
        await a.runs.create('run_1', plan);
        await a.runs.create('run_2', plan);
        const writes = Array.from({ length: 60 }, (_, n) =>
          (n % 2 ? a : b).events.append(n % 3 ? 'run_1' : 'run_2', `k${n}`, fact(`m${n}`)),
        );
        await Promise.all(writes);
        await expect.poll(() => [seen.a.length, seen.b.length]).toEqual([62, 62]);
        const all = await b.events.since(0, 1000);
        expect(seen).toEqual({ a: all, b: all });
        const numbers = (await a.events.list('run_1')).map(({ seq }) => seq);
        expect(numbers).toEqual(numbers.map((_, index) => index + 1));
        expect((await b.runs.get('run_1'))?.lastSeq).toBe(numbers.length);
      }));

    it('start one part of the story once', () =>
      withTwo(async (_place, ...stores) => {
        const act1 = samplePlan({ storyId: 'story_1' });
        const clicks = await Promise.allSettled(
          stores.map((store, index) => store.runs.create(`run_${index}`, act1)),
        );
        expect(clicks.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
        expect(clicks.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: labError('already_running'),
        });
      }));

    it('hear of each other again after the server has cut their connections', () =>
      withTwo(async (_place, a, b) => {
        if (!a || !b) throw new Error('two stores');
        const seen: string[] = [];
        b.events.subscribe(({ event }) => seen.push(event.runId));
        await a.runs.create('run_1', plan);
        await expect.poll(() => seen).toEqual(['run_1']);
        await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where pid <> pg_backend_pid() and application_name = 'auto-learn-lab'`.execute(a.kysely);
        // Some connections of the pool are dead; nobody knows which until they are used.
        const written = async () => {
          await a.runs.create('run_2', plan).catch(() => null);
          return a.runs.get('run_2').catch(() => null);
        };
        await expect.poll(written, { timeout: 15_000 }).not.toBeNull();
        await expect.poll(() => seen, { timeout: 15_000 }).toEqual(['run_1', 'run_2']);
      }));
  });

  it('that is not there, a store says what to do', async () => {
    const nowhere = { kind: 'postgres', url: 'postgres://postgres@127.0.0.1:1/postgres' } as const;
    await expect(openTestStore(nowhere)).rejects.toMatchObject(labError('storage_failed'));
  });
});
