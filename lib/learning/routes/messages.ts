import { z } from 'zod';
import type { MessageRow } from '../db/tables.ts';
import { countTokens } from '../formats/count-tokens.ts';
import { fromAcontext } from '../formats/acontext-in.ts';
import {
  acontextMessage,
  metaOf,
  partsOf,
  storedMessage,
  USER_META,
  userMetaOf,
} from '../formats/message-json.ts';
import { FormatError, type Normalised } from '../formats/normalised.ts';
import { fromOpenai } from '../formats/openai-in.ts';
import { toOpenai } from '../formats/openai-out.ts';
import { ApiError, badParameter, created, notFound, notYet, ok, storageError } from '../http/envelope.ts';
import { beyond, cutPage } from '../http/page.ts';
import { boolean, limitOf, readCursor, uuid } from '../http/query.ts';
import { checkObjectSize, objectSchema, readJson } from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { eventJson } from './events.ts';
import { findSession, sessionOf } from './find.ts';
import { mergeObject } from './sessions.ts';

const formatSchema = z.enum(['openai', 'acontext', 'anthropic', 'gemini']);
type Format = z.infer<typeof formatSchema>;

const FORMATS: Partial<
  Record<Format, { read: (blob: unknown) => Normalised; write: (row: MessageRow) => unknown }>
> = {
  openai: {
    read: fromOpenai,
    write: (row) => toOpenai({ role: row.role, parts: partsOf(row), meta: metaOf(row) }),
  },
  acontext: { read: fromAcontext, write: acontextMessage },
};

function formatNamed(name: Format) {
  const format = FORMATS[name];
  if (!format) throw notYet(`the message format '${name}'`);
  return format;
}

const storeSchema = z.object({
  blob: objectSchema,
  format: formatSchema.default('openai'),
  meta: objectSchema.nullish(),
});

async function store(call: Call, pipeline: Pipeline): Promise<Response> {
  const { services, projectId, request } = call;
  const { db, stamp, newId, settings } = services;
  const sessionId = uuid(call.param('id'), 'invalid session_id');
  if (request.headers.get('content-type')?.includes('multipart/form-data')) {
    throw notYet('messages with files (multipart)');
  }
  const body = await readJson(request, settings.maxBodyBytes, storeSchema);
  if (body.meta) checkObjectSize(body.meta, 'meta');
  let message: Normalised;
  try {
    message = formatNamed(body.format).read(body.blob);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new ApiError(400, `failed to normalize ${body.format} message`, { reason: error.message });
  }
  const tokens = countTokens(message.parts);
  const id = newId();
  const { row, waiting } = await db.transaction().execute(async (trx) => {
    // The increment comes first: it keeps other writers of this session out until the commit.
    await trx
      .updateTable('ac_sessions')
      .set((eb) => ({ message_count: eb('message_count', '+', 1) }))
      .where('id', '=', sessionId)
      .where('project_id', '=', projectId)
      .execute();
    const session = await findSession(trx, { id: sessionId, projectId });
    if (!session) throw storageError(400, 'session not found');
    const at = stamp(session.last_message_at);
    const stored: MessageRow = {
      id,
      session_id: sessionId,
      seq: session.message_count,
      parent_id: session.last_message_id,
      role: message.role,
      meta: JSON.stringify({ ...message.meta, ...(body.meta && { [USER_META]: body.meta }) }),
      parts: JSON.stringify(message.parts),
      tokens,
      task_id: null,
      status: session.disable_task_tracking ? 'disable_tracking' : 'pending',
      batch_id: null,
      created_at: at,
      updated_at: at,
    };
    await trx.insertInto('ac_messages').values(stored).execute();
    await trx
      .updateTable('ac_sessions')
      .set({ last_message_id: id, last_message_at: at, updated_at: at })
      .where('id', '=', sessionId)
      .execute();
    const { count } = await trx
      .selectFrom('ac_messages')
      .select((eb) => eb.fn.countAll<number | string>().as('count'))
      .where('session_id', '=', sessionId)
      .where('status', '=', 'pending')
      .executeTakeFirstOrThrow();
    return { row: stored, waiting: Number(count) };
  });
  if (row.status === 'pending') await pipeline.messageStored({ sessionId, messageId: id, waiting });
  return created(storedMessage(row));
}

async function readPage(call: Call, sessionId: string) {
  const { query, services } = call;
  const limit = limitOf(query, { fallback: 0, min: 0, max: 200 });
  const direction = boolean(query, 'time_desc', false) ? 'desc' : 'asc';
  const cursor = readCursor(query, 400);
  const rows = await services.db
    .selectFrom('ac_messages')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where(beyond({ cursor, direction, limit }))
    .orderBy('created_at', direction)
    .orderBy('id', direction)
    .$if(limit > 0, (select) => select.limit(limit + 1))
    .execute();
  const { rows: kept, ...rest } = cutPage(rows, limit > 0 ? limit : rows.length);
  return { rows: direction === 'desc' ? kept.toReversed() : kept, ...rest };
}

async function eventsBeside(call: Call, sessionId: string) {
  const rows = await call.services.db
    .selectFrom('ac_events')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(eventJson);
}

async function list(call: Call): Promise<Response> {
  const { query, services, projectId } = call;
  const parsed = formatSchema.safeParse(query.get('format') ?? 'openai');
  if (!parsed.success) throw badParameter('format must be openai, acontext, anthropic or gemini');
  const format = formatNamed(parsed.data);
  const strategies = query.get('edit_strategies');
  if (strategies && strategies.trim() !== '[]') throw notYet('edit strategies');
  if (query.get('pin_editing_strategies_at_message')) throw notYet('pinned edit strategies');
  const id = uuid(call.param('id'), 'invalid session_id');
  if (!(await findSession(services.db, { id, projectId }))) throw storageError(400, 'session not found');
  const { rows, ...rest } = await readPage(call, id);
  const last = rows.at(-1);
  return ok({
    items: rows.map((row) => format.write(row)),
    ids: rows.map((row) => row.id),
    metas: rows.map(userMetaOf),
    ...(boolean(query, 'with_events', false) && { events: await eventsBeside(call, id) }),
    ...rest,
    this_time_tokens: rows.reduce((sum, row) => sum + row.tokens, 0),
    ...(last && { edit_at_message_id: last.id }),
  });
}

async function patchMeta(call: Call): Promise<Response> {
  const { db, settings, stamp } = call.services;
  const messageId = uuid(call.param('mid'), 'invalid message_id');
  const body = await readJson(call.request, settings.maxBodyBytes, z.object({ meta: objectSchema }));
  const { id: sessionId } = await sessionOf(call);
  const merged = await db.transaction().execute(async (trx) => {
    // Written first, so that two patches come one after the other.
    await trx
      .updateTable('ac_messages')
      .set({ updated_at: stamp() })
      .where('id', '=', messageId)
      .where('session_id', '=', sessionId)
      .execute();
    const row = await trx
      .selectFrom('ac_messages')
      .select('meta')
      .where('id', '=', messageId)
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    if (!row) throw notFound('message');
    const meta = mergeObject(userMetaOf(row), body.meta);
    checkObjectSize(meta, 'meta');
    await trx
      .updateTable('ac_messages')
      .set({ meta: JSON.stringify({ ...metaOf(row), [USER_META]: meta }) })
      .where('id', '=', messageId)
      .execute();
    return meta;
  });
  return ok({ meta: merged });
}

export const messageRoutes = (pipeline: Pipeline): Route[] => [
  ['POST', '/session/:id/messages', (call) => store(call, pipeline)],
  ['GET', '/session/:id/messages', list],
  ['PATCH', '/session/:id/messages/:mid/meta', patchMeta],
];
