import { DatabaseSync } from 'node:sqlite';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { checkStream } from '#lib/protocol/check-stream.ts';
import type { RunDelta } from '#lib/protocol/run-delta.ts';
import { openTestLab, type TestLab } from '#lib/testing/open-test-lab.ts';
import type { Lab } from './lab.ts';
import { startRun } from '../runs/start-run.ts';

let test: TestLab | null = null;
afterEach(async () => {
  await test?.close();
  test = null;
});

/** A watched run takes its time, and a locked SQLite holds the whole process for seconds: more than others need. */
const PATIENCE_MS = 180_000;

const classic = { scenarioId: 'classic-act-1', seed: 1, arm: 'none', pace: 'watch', learns: false } as const;

/** SQLite answers SQLITE_FULL at its page limit exactly as on a full disk. */
async function limitPages({ lab }: TestLab, extra: number | null): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(lab.store.kysely);
  const limit = extra === null ? 1_000_000 : (rows[0]?.page_count ?? 0) + extra;
  await sql`${sql.raw(`pragma max_page_count = ${limit}`)}`.execute(lab.store.kysely);
  // Pages that are not yet full would still take small rows.
  if (extra !== null) await fillPages(lab.store.kysely);
}

async function fillPages(database: Lab['store']['kysely']): Promise<void> {
  await sql`create table if not exists filler (bytes blob)`.execute(database);
  for (const size of [3000, 300, 30, 1]) {
    for (let room = true; room;) {
      room = await sql`insert into filler values (zeroblob(${sql.lit(size)}))`.execute(database).then(
        () => true,
        () => false,
      );
    }
  }
}

function notices({ lab }: TestLab): string[] {
  const heard: string[] = [];
  lab.deltas.subscribe(({ delta }: RunDelta) => {
    if (delta.kind === 'notice') heard.push(delta.text);
  });
  return heard;
}

async function startUntilRefused(): Promise<unknown> {
  for (let tries = 0; tries < 100; tries += 1) {
    const error: unknown = await startRun({ ...classic, pace: 'instant' }).then(
      () => null,
      (refused: unknown) => refused,
    );
    if (error) return error;
  }
  return null;
}

describe('a full disk', { timeout: PATIENCE_MS }, () => {
  it('refuses a new run with words, and makes a run at work wait until there is room again', async () => {
    test = await openTestLab();
    const heard = notices(test);
    const { runId } = await startRun(classic);
    await test.until(runId, ({ calls }) => calls.total >= 2);
    await limitPages(test, 4);
    await expect.poll(() => heard.join(' '), { timeout: 90_000 }).toContain('full');
    // Half-filled pages take a few rows more, then no run can be recorded.
    const refusal = await startUntilRefused();
    expect(refusal).toMatchObject({ code: 'storage_full', info: { hint: expect.any(String) } });

    await limitPages(test, null);
    const run = await test.settled(runId);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
    expect(checkStream(await test.events(runId))).toEqual([]);
  });
});

describe('a locked database', { timeout: PATIENCE_MS }, () => {
  it('makes a run wait and go on when the lock is gone', async () => {
    test = await openTestLab();
    const heard = notices(test);
    const { runId } = await startRun(classic);
    await test.until(runId, ({ calls }) => calls.total >= 1);
    const file = readdirSync(test.dataDir).find((name) => name.endsWith('.db'));
    const other = new DatabaseSync(join(test.dataDir, file ?? ''));
    other.exec('begin immediate');
    await expect.poll(() => heard.join(' '), { timeout: 90_000 }).toContain('locked');
    other.exec('rollback');
    other.close();
    const run = await test.settled(runId);
    expect(run.status).toEqual({ state: 'completed', outcome: 'verified' });
  });
});
