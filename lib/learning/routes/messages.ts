import { z } from 'zod';
import { metaOf, USER_META, userMetaOf } from '../formats/message-json.ts';
import { notFound, ok } from '../http/envelope.ts';
import { uuid } from '../http/query.ts';
import { checkObjectSize, objectSchema, readJson } from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { sessionOf } from './find.ts';
import { listMessages } from './list-messages.ts';
import { downloadAsset } from './message-assets.ts';
import { mergeObject } from './sessions.ts';
import { storeMessage } from './store-message.ts';

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
  ['POST', '/session/:id/messages', (call) => storeMessage(call, pipeline)],
  ['GET', '/session/:id/messages', listMessages],
  ['PATCH', '/session/:id/messages/:mid/meta', patchMeta],
  ['GET', '/session/:id/asset/download', downloadAsset],
];
