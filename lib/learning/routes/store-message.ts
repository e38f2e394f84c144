import { z } from 'zod';
import type { MessageRow } from '../db/tables.ts';
import { countTokensInTurns } from '../formats/count-tokens.ts';
import { formatSchema, READERS } from '../formats/formats.ts';
import { linkResults } from '../formats/gemini-in.ts';
import { partsOf, storedMessage, USER_META } from '../formats/message-json.ts';
import { FormatError, type Normalised } from '../formats/normalised.ts';
import { ApiError, created, storageError } from '../http/envelope.ts';
import { uuid } from '../http/query.ts';
import { checkObjectSize, objectSchema, parseWith, readJson } from '../http/read-body.ts';
import { readForm } from '../http/read-form.ts';
import type { Call } from '../http/router.ts';
import type { Part } from '../part.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { settingsOf } from '../pipeline/project-configs.ts';
import type { Db, Services } from '../services.ts';
import { storeAssets, takeFiles } from './message-assets.ts';

const bodySchema = z.object({
  blob: objectSchema,
  format: formatSchema.default('openai'),
  meta: objectSchema.nullish(),
});
type Body = z.infer<typeof bodySchema>;

/** JSON, or a form whose field `payload` holds it beside files. */
async function readMessage(call: Call): Promise<{ body: Body; form: FormData | null }> {
  const { request, services } = call;
  const limit = services.settings.maxBodyBytes;
  if (!request.headers.get('content-type')?.includes('multipart/form-data')) {
    return { body: await readJson(request, limit, bodySchema), form: null };
  }
  const form = await readForm(request, limit);
  const payload = form.get('payload');
  let value: unknown;
  try {
    value = JSON.parse(typeof payload === 'string' ? payload : '');
  } catch {
    throw new ApiError(400, 'invalid payload json');
  }
  return { body: parseWith(bodySchema, value), form };
}

function normalise({ newId }: Services, { format, blob }: Body): Normalised {
  try {
    return READERS[format](blob, newId);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new ApiError(400, `failed to normalize ${format} message`, { reason: error.message });
  }
}

const LOOK_BACK = 50;

/** Gemini's results may lack the id of their call: it is found among the messages before. */
async function linked(db: Db, sessionId: string, parts: Part[]): Promise<Part[]> {
  const isLoose = (part: Part) => part.type === 'tool-result' && part.meta?.['tool_call_id'] === undefined;
  if (!parts.some(isLoose)) return parts;
  const rows = await db
    .selectFrom('ac_messages')
    .select('parts')
    .where('session_id', '=', sessionId)
    .orderBy('seq', 'desc')
    .limit(LOOK_BACK)
    .execute();
  return linkResults(parts, rows.toReversed().flatMap(partsOf));
}

/** How many messages nobody has taken up yet, counted up to `most`. Copies do not count: nothing was armed for them. */
async function countWaiting(db: Db, sessionId: string, most: number): Promise<number> {
  const rows = await db
    .selectFrom('ac_messages')
    .select('status')
    .where('session_id', '=', sessionId)
    .where('status', '=', 'pending')
    .where('batch_id', 'is', null)
    .limit(most)
    .execute();
  return rows.length;
}

export async function storeMessage(call: Call, pipeline: Pipeline): Promise<Response> {
  const { services, projectId } = call;
  const { db, stamp, newId } = services;
  const sessionId = uuid(call.param('id'), 'invalid session_id');
  const { body, form } = await readMessage(call);
  if (body.meta) checkObjectSize(body.meta, 'meta');
  const message = normalise(services, body);
  const files = await takeFiles(message.parts, form, projectId);
  const tokens = await countTokensInTurns(files.parts);
  const { bufferMaxTurns } = await settingsOf(services, db, sessionId);
  const id = newId();
  const { row, waiting, isBusy } = await db.transaction().execute(async (trx) => {
    // The increment comes first: it keeps other writers of this session out until the commit.
    const session = await trx
      .updateTable('ac_sessions')
      .set((eb) => ({
        message_count: eb('message_count', '+', 1),
        token_count: eb('token_count', '+', tokens),
      }))
      .where('id', '=', sessionId)
      .where('project_id', '=', projectId)
      .returningAll()
      .executeTakeFirst();
    if (!session) throw storageError(400, 'session not found');
    const at = stamp(session.last_message_at);
    const parts = await linked(trx, sessionId, files.parts);
    const stored: MessageRow = {
      id,
      session_id: sessionId,
      seq: session.message_count,
      parent_id: session.last_message_id,
      role: message.role,
      meta: JSON.stringify({ ...message.meta, ...(body.meta && { [USER_META]: body.meta }) }),
      parts: JSON.stringify(parts),
      tokens,
      task_id: null,
      status: session.disable_task_tracking ? 'disable_tracking' : 'pending',
      batch_id: null,
      created_at: at,
      updated_at: at,
    };
    await trx.insertInto('ac_messages').values(stored).execute();
    await storeAssets(trx, files.assets, { sessionId, at });
    await trx
      .updateTable('ac_sessions')
      .set({ last_message_id: id, last_message_at: at, updated_at: at })
      .where('id', '=', sessionId)
      .execute();
    return {
      row: stored,
      waiting: await countWaiting(trx, sessionId, bufferMaxTurns),
      isBusy: session.active_batch_id !== null,
    };
  });
  if (row.status === 'pending') {
    const isFull = waiting >= bufferMaxTurns;
    await pipeline.messageStored({ sessionId, messageId: id, waiting, isFull, isBusy });
  }
  return created(storedMessage(row));
}
