import { millisOf } from '../db/stamps.ts';
import type { Db, Services } from '../services.ts';
import { settingsOf } from './project-configs.ts';

/**
 * Why a batch is asked for: `due` (the buffer's time is up), `full` (enough messages wait), `flush` (somebody asks;
 * takes up failed messages too).
 */
export type Occasion = 'due' | 'full' | 'flush';

export type Claim =
  | { kind: 'claimed'; batchId: string }
  /** Another batch of the session is being worked on. */
  | { kind: 'busy'; batchId: string }
  /** Too early; due in so many milliseconds. */
  | { kind: 'early'; dueInMs: number }
  | { kind: 'nothing' };

/** Takes the session's lock and its oldest waiting messages, both or neither. */
export async function claimBatch(services: Services, sessionId: string, occasion: Occasion): Promise<Claim> {
  const { db, stamp, newId, clock, settings } = services;
  return db.transaction().execute(async (trx): Promise<Claim> => {
    // Written first, so that two claims of one session come one after the other.
    await trx
      .updateTable('ac_sessions')
      .set((eb) => ({
        message_count: eb.ref('message_count'),
        ...(occasion === 'flush' && { flushed_at: stamp() }),
      }))
      .where('id', '=', sessionId)
      .execute();
    const session = await trx
      .selectFrom('ac_sessions')
      .select('active_batch_id')
      .where('id', '=', sessionId)
      .executeTakeFirst();
    if (!session) return { kind: 'nothing' };
    if (session.active_batch_id) return { kind: 'busy', batchId: session.active_batch_id };
    const { bufferMaxTurns, batchMax } = await settingsOf(services, trx, sessionId);
    const waiting = await trx
      .selectFrom('ac_messages')
      .select(['id', 'created_at'])
      .where('session_id', '=', sessionId)
      .where('status', 'in', occasion === 'flush' ? ['pending', 'failed'] : ['pending'])
      .orderBy('seq')
      .limit(batchMax)
      .execute();
    const [oldest] = waiting;
    if (!oldest) return { kind: 'nothing' };
    if (occasion !== 'flush' && waiting.length < bufferMaxTurns) {
      const dueInMs = millisOf(oldest.created_at) + settings.bufferMs - clock.now();
      if (occasion === 'full' || dueInMs > 0) return { kind: 'early', dueInMs: Math.max(0, dueInMs) };
    }
    const at = stamp();
    const batchId = newId();
    await trx
      .insertInto('ac_batches')
      .values({
        id: batchId,
        session_id: sessionId,
        state: 'running',
        opening: null,
        error: null,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await trx
      .updateTable('ac_messages')
      .set({ status: 'running', batch_id: batchId, updated_at: at })
      .where(
        'id',
        'in',
        waiting.map(({ id }) => id),
      )
      .execute();
    await trx
      .updateTable('ac_sessions')
      .set({ active_batch_id: batchId })
      .where('id', '=', sessionId)
      .execute();
    return { kind: 'claimed', batchId };
  });
}

/** Ends a batch and lets go of its session. Ending it twice changes nothing. */
export async function endBatch(
  { db, stamp }: Pick<Services, 'db' | 'stamp'>,
  batch: { id: string; sessionId: string },
  outcome: { state: 'done' } | { state: 'failed'; error: string },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const at = stamp();
    const error = outcome.state === 'failed' ? outcome.error : null;
    const { numUpdatedRows } = await trx
      .updateTable('ac_batches')
      .set({ state: outcome.state, error, updated_at: at })
      .where('id', '=', batch.id)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await trx
      .updateTable('ac_messages')
      .set({ status: outcome.state === 'done' ? 'success' : 'failed', updated_at: at })
      .where('batch_id', '=', batch.id)
      .where('status', '=', 'running')
      .execute();
    await trx
      .updateTable('ac_sessions')
      .set({ active_batch_id: null })
      .where('id', '=', batch.sessionId)
      .where('active_batch_id', '=', batch.id)
      .execute();
  });
}

const STATUSES = ['pending', 'running', 'success', 'failed', 'limit_exceed', 'disable_tracking'] as const;

/** Which statuses messages of a session have: a look at one message each, however many there are. */
export async function messageStatuses(db: Db, sessionId: string): Promise<Set<string>> {
  const rows = await STATUSES.map((wanted) =>
    db.selectNoFrom((eb) =>
      eb
        .selectFrom('ac_messages')
        .select('status')
        .where('session_id', '=', sessionId)
        .where('status', '=', wanted)
        .limit(1)
        .as('status'),
    ),
  )
    .reduce((all, next) => all.unionAll(next))
    .execute();
  return new Set(rows.flatMap(({ status }) => (status === null ? [] : [status])));
}

/** How many messages of a session are in which status. */
export async function messageCounts(db: Db, sessionId: string): Promise<Partial<Record<string, number>>> {
  const rows = await db
    .selectFrom('ac_messages')
    .select((eb) => ['status', eb.fn.countAll<number | string>().as('count')])
    .where('session_id', '=', sessionId)
    .groupBy('status')
    .execute();
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}
