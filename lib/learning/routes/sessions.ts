import { z } from 'zod';
import { isUniqueViolation } from '#lib/protocol/storage-error.ts';
import type { SessionRow } from '../db/tables.ts';
import { containsJson } from '../http/contains-json.ts';
import { ApiError, created, notFound, ok, storageError } from '../http/envelope.ts';
import { pageQuery, readFilteredPage } from '../http/page.ts';
import { filterOf, isUuid, uuid } from '../http/query.ts';
import {
  checkObjectSize,
  objectSchema,
  readJson,
  readOptionalJson,
  type JsonObject,
} from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import { messageCounts } from '../pipeline/batches.ts';
import { deleteSession } from '../pipeline/delete-owned.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { copySession } from './copy-session.ts';
import { findSession, sessionOf, userFilter, userNamed } from './find.ts';

const configsOf = (row: Pick<SessionRow, 'configs'>): JsonObject | null =>
  row.configs === null ? null : objectSchema.parse(JSON.parse(row.configs));

const sessionJson = (row: SessionRow) => ({
  id: row.id,
  project_id: row.project_id,
  user_id: row.user_id,
  disable_task_tracking: row.disable_task_tracking === 1,
  configs: configsOf(row),
  // Gone from today's API; SDK 0.0.16 insists on it.
  space_id: null,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

const createSchema = z.object({
  user: z.string().nullish(),
  disable_task_tracking: z.boolean().nullish(),
  configs: objectSchema.nullish(),
  use_uuid: z.string().nullish(),
});

async function create(call: Call): Promise<Response> {
  const { services, projectId, request } = call;
  const { db, stamp, newId, settings } = services;
  const body = await readOptionalJson(request, settings.maxBodyBytes, createSchema);
  if (body.configs) checkObjectSize(body.configs, 'configs');
  if (body.use_uuid && !isUuid(body.use_uuid)) throw new ApiError(400, 'invalid UUID format for use_uuid');
  const id = body.use_uuid ? body.use_uuid.toLowerCase() : newId();
  if (body.use_uuid) {
    const existing = await findSession(db, { id, projectId });
    if (existing) return ok(sessionJson(existing));
  }
  const at = stamp();
  const row = await db
    .transaction()
    .execute(async (trx) => {
      const session: SessionRow = {
        id,
        project_id: projectId,
        user_id: await userNamed(call, trx, body.user ?? undefined),
        disable_task_tracking: body.disable_task_tracking ? 1 : 0,
        configs: body.configs ? JSON.stringify(body.configs) : null,
        message_count: 0,
        token_count: 0,
        last_message_id: null,
        last_message_at: null,
        active_batch_id: null,
        flushed_at: null,
        created_at: at,
        updated_at: at,
      };
      await trx.insertInto('ac_sessions').values(session).execute();
      return session;
    })
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw new ApiError(409, 'session with this UUID already exists');
      throw error;
    });
  return created(sessionJson(row));
}

async function list(call: Call): Promise<Response> {
  const { services, projectId, query } = call;
  const page = pageQuery(query, { fallback: 20, min: 1, max: 200, badCursor: 500 });
  const wanted = filterOf(query, 'filter_by_configs');
  const userId = await userFilter(call);
  const found = services.db
    .selectFrom('ac_sessions')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(userId !== null, (select) => select.where('user_id', '=', userId));
  const { rows, ...rest } = await readFilteredPage(
    found,
    page,
    wanted && ((row) => containsJson(configsOf(row), wanted)),
  );
  return ok({ items: rows.map(sessionJson), ...rest });
}

async function remove(call: Call, pipeline: Pipeline): Promise<Response> {
  const { services } = call;
  const { id } = await sessionOf(call);
  const next = await services.db.transaction().execute((trx) => deleteSession(trx, services, id));
  await pipeline.startJobs(next);
  return ok();
}

async function getConfigs(call: Call): Promise<Response> {
  const id = uuid(call.param('id'), 'invalid session_id');
  const session = await findSession(call.services.db, { id, projectId: call.projectId });
  // Here, and only here, a missing session is a storage problem to Acontext.
  if (!session) throw storageError(500, 'record not found');
  return ok(sessionJson(session));
}

async function putConfigs(call: Call): Promise<Response> {
  const { db, settings, stamp } = call.services;
  const body = await readJson(
    call.request,
    settings.maxBodyBytes,
    z.object({ configs: objectSchema.nullish() }),
  );
  const { id } = await sessionOf(call);
  if (!body.configs) return ok();
  checkObjectSize(body.configs, 'configs');
  await db
    .updateTable('ac_sessions')
    .set({ configs: JSON.stringify(body.configs), updated_at: stamp() })
    .where('id', '=', id)
    .execute();
  return ok();
}

/** Shallow; null deletes a key. */
export function mergeObject(old: JsonObject, patch: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ ...old, ...patch }).filter(
      ([key]) => !(Object.hasOwn(patch, key) && patch[key] === null),
    ),
  );
}

async function patchConfigs(call: Call): Promise<Response> {
  const { db, settings, stamp } = call.services;
  const body = await readJson(call.request, settings.maxBodyBytes, z.object({ configs: objectSchema }));
  const { id } = await sessionOf(call);
  const merged = await db.transaction().execute(async (trx) => {
    // Written first, so that two patches come one after the other.
    await trx.updateTable('ac_sessions').set({ updated_at: stamp() }).where('id', '=', id).execute();
    const session = await findSession(trx, { id, projectId: call.projectId });
    if (!session) throw notFound('session');
    const configs = mergeObject(configsOf(session) ?? {}, body.configs);
    checkObjectSize(configs, 'configs');
    await trx
      .updateTable('ac_sessions')
      .set({ configs: JSON.stringify(configs) })
      .where('id', '=', id)
      .execute();
    return configs;
  });
  return ok({ configs: merged });
}

async function observingStatus(call: Call): Promise<Response> {
  const { db, stamp } = call.services;
  const { id } = await sessionOf(call);
  const counts = await messageCounts(db, id);
  return ok({
    observed: counts['success'] ?? 0,
    in_process: counts['running'] ?? 0,
    pending: counts['pending'] ?? 0,
    updated_at: stamp(),
  });
}

async function tokenCounts(call: Call): Promise<Response> {
  const { token_count } = await sessionOf(call);
  return ok({ total_tokens: token_count });
}

async function flush(call: Call, pipeline: Pipeline): Promise<Response> {
  const { id } = await sessionOf(call);
  return ok(await pipeline.flush(id));
}

export const sessionRoutes = (pipeline: Pipeline): Route[] => [
  ['GET', '/session', list],
  ['POST', '/session', create],
  ['DELETE', '/session/:id', (call) => remove(call, pipeline)],
  ['GET', '/session/:id/configs', getConfigs],
  ['PUT', '/session/:id/configs', putConfigs],
  ['PATCH', '/session/:id/configs', patchConfigs],
  ['POST', '/session/:id/copy', copySession],
  ['POST', '/session/:id/flush', (call) => flush(call, pipeline)],
  ['GET', '/session/:id/observing_status', observingStatus],
  ['GET', '/session/:id/token_counts', tokenCounts],
];
