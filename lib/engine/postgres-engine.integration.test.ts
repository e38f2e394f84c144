import postgres from 'postgres';
import { afterAll, describe, expect, it } from 'vitest';
import { engineSuite, type EnginePlace } from '#lib/testing/suites/engine-suite.ts';
import { temporaryPostgres, type TemporaryPostgres } from '#lib/testing/temporary-postgres.ts';
import { createEngine } from './create-engine.ts';

const server = await temporaryPostgres();
let schemas = 0;

function makePlace({ url }: TemporaryPostgres): Promise<EnginePlace> {
  schemas += 1;
  const schema = `engine_test_${process.pid}_${schemas}`;
  return Promise.resolve({
    config: { kind: 'postgres', url, schema },
    remove: async () => {
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      await sql`drop schema if exists ${sql(schema)} cascade`;
      await sql.end();
    },
  });
}

describe.skipIf(!server)('with a Postgres server', () => {
  if (!server) return;
  afterAll(() => server.stop());
  engineSuite('Postgres', () => makePlace(server));

  it('two instances share the work, and each can wait for what the other does', async () => {
    const place = await makePlace(server);
    const ran: string[] = [];
    // At once: both find an empty database and want to make its tables.
    const engines = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const engine = await createEngine(place.config, { concurrency: 1 });
        engine.define<number, number>('double', (n, { step }) =>
          step('work', () => {
            ran.push(name);
            return Promise.resolve(n * 2);
          }),
        );
        return engine;
      }),
    );
    const [a, b] = engines;
    if (!a || !b) throw new Error('two engines');
    // Only b works; a asks and waits.
    await b.run();
    const id = await a.start('double', 21, { key: 'k' });
    expect(await a.result(id)).toBe(42);
    expect(await b.start('double', 21, { key: 'k' })).toBe(id);
    expect(ran).toEqual(['b']);
    await Promise.all(engines.map((engine) => engine.stop()));
    await place.remove();
  });
});
