import { z } from 'zod';
import type { EventRow } from '../db/tables.ts';
import { badParameter, ok } from '../http/envelope.ts';
import { pageQuery, readPage } from '../http/page.ts';
import { objectSchema, readJson } from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import { sessionOf } from './find.ts';

export const eventJson = (row: EventRow) => ({ ...row, data: objectSchema.parse(JSON.parse(row.data)) });

const addSchema = z.object({ type: z.string().min(1).max(255), data: objectSchema });

async function add(call: Call): Promise<Response> {
  const { db, stamp, newId, settings } = call.services;
  const body = await readJson(call.request, settings.maxBodyBytes, addSchema);
  if (body.type.includes('\0')) throw badParameter('type: invalid');
  const session = await sessionOf(call);
  const at = stamp();
  const row: EventRow = {
    id: newId(),
    session_id: session.id,
    project_id: call.projectId,
    type: body.type,
    data: JSON.stringify(body.data),
    created_at: at,
    updated_at: at,
  };
  await db.insertInto('ac_events').values(row).execute();
  return ok(eventJson(row));
}

async function list(call: Call): Promise<Response> {
  const page = pageQuery(call.query, { fallback: 50, min: 1, max: 200, badCursor: 400 });
  const { id } = await sessionOf(call);
  const found = call.services.db.selectFrom('ac_events').selectAll().where('session_id', '=', id);
  const { rows, ...rest } = await readPage(found, page);
  return ok({ items: rows.map(eventJson), ...rest });
}

export const eventRoutes: Route[] = [
  ['POST', '/session/:id/events', add],
  ['GET', '/session/:id/events', list],
];
