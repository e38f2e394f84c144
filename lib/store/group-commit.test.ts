import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';
import { GroupCommitDialect } from './group-commit-dialect.ts';
import { adaptNodeSqlite } from './node-sqlite.ts';

type Tables = { notes: { id: number; text: string } };

let folder: TemporaryLab;
let connection: DatabaseSync;
let db: Kysely<Tables>;
/** Sees what is committed, and nothing else. */
let onlooker: DatabaseSync;

beforeEach(() => {
  folder = temporaryLab();
  const path = join(folder.dataDir, 'notes.db');
  connection = new DatabaseSync(path);
  connection.exec(
    'pragma journal_mode = wal; create table notes (id integer primary key, text text not null)',
  );
  db = new Kysely<Tables>({ dialect: new GroupCommitDialect(adaptNodeSqlite(connection)) });
  onlooker = new DatabaseSync(path, { readOnly: true });
});
afterEach(async () => {
  onlooker.close();
  await db.destroy();
  folder.remove();
});

const committed = (): unknown[] =>
  onlooker
    .prepare('select id from notes order by id')
    .all()
    .map(({ id }) => id);

const write = (id: number, after: () => void = () => {}, text = 'x'): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await trx.insertInto('notes').values({ id, text }).execute();
    after();
  });

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('transactions that come at the same time', () => {
  it('are there when they are acknowledged', async () => {
    const seen = await Promise.all(upTo(200).map((id) => write(id).then(() => committed().includes(id))));
    expect(seen).not.toContain(false);
    expect(committed()).toEqual(upTo(200));
  });

  it('share commits', async () => {
    let commits = 0;
    let last = 0;
    const look = (): void => {
      const now = committed().length;
      if (now !== last) commits += 1;
      last = now;
    };
    await Promise.all(upTo(20).map((id) => write(id, look).then(look)));
    expect(last).toBe(20);
    expect(commits).toBeLessThan(20);
  });

  it.each([
    ['the first', 1],
    ['one in the middle', 3],
    ['the last', 5],
  ])('leave the others alone when %s gives up', async (_which, bad) => {
    const ends = await Promise.allSettled(
      upTo(5).map((id) =>
        write(id, () => {
          if (id === bad) throw new Error('no');
        }),
      ),
    );
    expect(ends.map(({ status }) => status === 'rejected')).toEqual(upTo(5).map((id) => id === bad));
    expect(committed()).toEqual(upTo(5).filter((id) => id !== bad));
  });

  it('leave the others alone when a statement of one is refused', async () => {
    const ends = await Promise.allSettled([write(1), write(2), write(1), write(3)]);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(committed()).toEqual([1, 2, 3]);
  });

  it('are committed before somebody reads them', async () => {
    const writes = upTo(10).map((id) => write(id));
    const read = db
      .selectFrom('notes')
      .select('id')
      .execute()
      .then((rows) => ({ read: rows.map(({ id }) => id), committed: committed() }));
    const more = upTo(10).map((id) => write(id + 10));
    const found = await read;
    expect(found.read.length).toBeGreaterThan(0);
    expect(found.committed).toEqual(expect.arrayContaining(found.read));
    await Promise.all([...writes, ...more]);
  });

  it('all fail when the disk fills up under one of them, and the next ones do not', async () => {
    const pages = Number(Object.values(connection.prepare('pragma page_count').get() ?? {})[0]);
    connection.exec(`pragma max_page_count = ${pages + 2}`);
    const ends = await Promise.allSettled([write(1), write(2), write(3, () => {}, 'x'.repeat(100_000))]);
    expect(ends[2]).toMatchObject({ status: 'rejected', reason: { code: 'storage_full' } });
    const acknowledged = upTo(3).filter((id) => ends[id - 1]?.status === 'fulfilled');
    expect(committed()).toEqual(acknowledged);
    connection.exec('pragma max_page_count = 100000');
    await write(4);
    expect(committed()).toEqual([...acknowledged, 4]);
  });

  it('let timers have their turn', async () => {
    const order: string[] = [];
    setTimeout(() => order.push('timer'), 1);
    await Promise.all(upTo(3000).map((id) => write(id)));
    order.push('end');
    expect(order).toEqual(['timer', 'end']);
  });
});

it('a transaction that SQLite has rolled back by itself cannot go on as if nothing had happened', async () => {
  const going = db.transaction().execute(async (trx) => {
    await trx.insertInto('notes').values({ id: 1, text: 'x' }).execute();
    await sql`insert or rollback into notes (id, text) values (1, 'x')`.execute(trx).catch(() => {});
    await trx.insertInto('notes').values({ id: 2, text: 'x' }).execute();
  });
  await expect(going).rejects.toThrow('rolled back');
  expect(committed()).toEqual([]);
});
