import { readdirSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samplePlan } from '#lib/testing/sample-run.ts';
import { fact, labError, openTestStore } from '#lib/testing/suites/store-place.ts';
import { storeSuite } from '#lib/testing/suites/store-suite.ts';
import { temporaryLab, type TemporaryLab } from '#lib/testing/temporary-lab.ts';
import type { Store } from './store.ts';

storeSuite('SQLite', () => {
  const lab = temporaryLab();
  return Promise.resolve({
    config: { kind: 'sqlite', dataDir: lab.dataDir },
    remove: () => Promise.resolve(lab.remove()),
  });
});

describe('a store in a data folder', () => {
  let lab: TemporaryLab;
  let store: Store;
  const plan = samplePlan({ storyId: null });

  beforeEach(async () => {
    lab = temporaryLab();
    store = await openTestStore({ kind: 'sqlite', dataDir: lab.dataDir });
  });
  afterEach(async () => {
    await store.close();
    lab.remove();
  });

  it('keeps a second lab out until it closes', async () => {
    const second = () => openTestStore({ kind: 'sqlite', dataDir: lab.dataDir });
    await expect(second()).rejects.toMatchObject(labError('storage_locked'));
    await store.close();
    store = await second();
    expect(await store.events.head()).toBe(0);
  });

  it('can be read by others while it is open', async () => {
    await store.runs.create('run_1', plan);
    const reader = await openTestStore({ kind: 'sqlite', dataDir: lab.dataDir, readOnly: true });
    expect(await reader.events.list('run_1')).toHaveLength(1);
    await store.events.append('run_1', 'k', fact('m'));
    expect(await reader.events.list('run_1')).toHaveLength(2);
    await expect(reader.events.append('run_1', 'k2', fact('m'))).rejects.toMatchObject(
      labError('storage_failed'),
    );
    await reader.close();
  });

  it('says so when there is nothing to read', async () => {
    const nowhere = { kind: 'sqlite', dataDir: `${lab.dataDir}/nowhere`, readOnly: true } as const;
    await expect(openTestStore(nowhere)).rejects.toMatchObject(labError('storage_failed'));
  });

  it('writes a fact whole or not at all when the disk is full, and goes on once there is room', async () => {
    await store.runs.create('run_1', plan);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.kysely);
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(store.kysely);
    const large = fact('x'.repeat(100_000));
    await expect(store.events.append('run_1', 'large', large)).rejects.toMatchObject(
      labError('storage_full'),
    );
    expect(await store.events.list('run_1')).toHaveLength(1);
    expect((await store.runs.get('run_1'))?.lastSeq).toBe(1);
    await sql`pragma max_page_count = 1000000`.execute(store.kysely);
    const stored = await store.events.append('run_1', 'large', large);
    expect(stored?.event.seq).toBe(2);
  });

  it('is readable by its owner alone', async () => {
    await store.runs.create('run_1', plan);
    expect(readdirSync(lab.dataDir)).toEqual(expect.arrayContaining(['lab.db', 'lab.lock']));
    expect(statSync(lab.dataDir).mode & 0o077).toBe(0);
  });
});
