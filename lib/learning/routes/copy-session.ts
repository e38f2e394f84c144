import type { SessionRow } from '../db/tables.ts';
import { ApiError, ok } from '../http/envelope.ts';
import { isUuid } from '../http/query.ts';
import type { Call } from '../http/router.ts';
import type { Db, Services } from '../services.ts';
import { findSession } from './find.ts';

const MAX_MESSAGES = 5000;

/** Stands in for a batch: a copied message waits, but nobody has been told to take it up. */
const COPIED = 'copied';

type Make = Pick<Services, 'stamp' | 'newId'>;
interface Way {
  from: SessionRow;
  to: string;
}

/** Returns the id and the time of the last copy. */
async function copyMessages(db: Db, { stamp, newId }: Make, { from, to }: Way) {
  const rows = await db
    .selectFrom('ac_messages')
    .selectAll()
    .where('session_id', '=', from.id)
    .orderBy('seq')
    .execute();
  const ids = new Map(rows.map(({ id }) => [id, newId()]));
  let last: { id: string; at: string } | null = null;
  for (const [index, row] of rows.entries()) {
    const id = ids.get(row.id) ?? newId();
    const at = stamp(last?.at);
    await db
      .insertInto('ac_messages')
      .values({
        ...row,
        id,
        session_id: to,
        seq: index + 1,
        parent_id: row.parent_id === null ? null : (ids.get(row.parent_id) ?? null),
        task_id: null,
        status: from.disable_task_tracking ? 'disable_tracking' : 'pending',
        batch_id: COPIED,
        created_at: at,
        updated_at: at,
      })
      .execute();
    last = { id, at };
  }
  return { count: rows.length, last };
}

async function copyRest(db: Db, { stamp, newId }: Make, { from, to }: Way): Promise<void> {
  for (const table of ['ac_tasks', 'ac_events'] as const) {
    const rows = await db
      .selectFrom(table)
      .selectAll()
      .where('session_id', '=', from.id)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    for (const row of rows) {
      const at = stamp();
      const copy = { ...row, id: newId(), session_id: to, created_at: at, updated_at: at };
      await db.insertInto(table).values(copy).execute();
    }
  }
  const assets = await db.selectFrom('ac_assets').selectAll().where('session_id', '=', from.id).execute();
  for (const asset of assets) {
    await db
      .insertInto('ac_assets')
      .values({ ...asset, session_id: to })
      .execute();
  }
}

/** A new session with copies of messages, tasks and events; it belongs to no learning space. */
export async function copySession(call: Call): Promise<Response> {
  const { services, projectId } = call;
  const { db, stamp, newId } = services;
  const id = call.param('id').toLowerCase();
  if (!isUuid(id)) throw new ApiError(400, 'INVALID_SESSION_ID', { reason: 'invalid session_id' });
  const to = newId();
  await db.transaction().execute(async (trx) => {
    // Written first: no message comes in between.
    await trx
      .updateTable('ac_sessions')
      .set((eb) => ({ message_count: eb.ref('message_count') }))
      .where('id', '=', id)
      .where('project_id', '=', projectId)
      .execute();
    const from = await findSession(trx, { id, projectId });
    if (!from) throw new ApiError(404, 'SESSION_NOT_FOUND', { reason: 'session not found' });
    if (from.message_count > MAX_MESSAGES) {
      throw new ApiError(413, 'SESSION_TOO_LARGE', { reason: `More than ${MAX_MESSAGES} messages.` });
    }
    const at = stamp();
    const copy = { ...from, id: to, created_at: at, updated_at: at, active_batch_id: null, flushed_at: null };
    await trx.insertInto('ac_sessions').values(copy).execute();
    const { count, last } = await copyMessages(trx, services, { from, to });
    await copyRest(trx, services, { from, to });
    await trx
      .updateTable('ac_sessions')
      .set({ message_count: count, last_message_id: last?.id ?? null, last_message_at: last?.at ?? null })
      .where('id', '=', to)
      .execute();
  });
  return ok({ old_session_id: id, new_session_id: to });
}
