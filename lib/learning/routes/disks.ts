import { z } from 'zod';
import type { DiskRow } from '../db/tables.ts';
import { created, ok } from '../http/envelope.ts';
import { pageQuery, readPage } from '../http/page.ts';
import { readOptionalJson } from '../http/read-body.ts';
import type { Call, Route } from '../http/router.ts';
import { deleteDisk } from '../pipeline/delete-owned.ts';
import { diskOf, userFilter, userNamed } from './find.ts';

const diskJson = (row: DiskRow) => ({
  id: row.id,
  project_id: row.project_id,
  user_id: row.user_id,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

async function list(call: Call): Promise<Response> {
  const { services, projectId, query } = call;
  const page = pageQuery(query, { fallback: 20, min: 1, max: 200, badCursor: 500 });
  const userId = await userFilter(call);
  const found = services.db
    .selectFrom('ac_disks')
    .selectAll()
    .where('project_id', '=', projectId)
    .$if(userId !== null, (select) => select.where('user_id', '=', userId));
  const { rows, ...rest } = await readPage(found, page);
  return ok({ items: rows.map(diskJson), ...rest });
}

async function create(call: Call): Promise<Response> {
  const { services, projectId, request } = call;
  const { db, stamp, newId, settings } = services;
  const body = await readOptionalJson(
    request,
    settings.maxBodyBytes,
    z.object({ user: z.string().nullish() }),
  );
  const at = stamp();
  const disk = await db.transaction().execute(async (trx) => {
    const row: DiskRow = {
      id: newId(),
      project_id: projectId,
      user_id: await userNamed(call, trx, body.user ?? undefined),
      created_at: at,
      updated_at: at,
    };
    await trx.insertInto('ac_disks').values(row).execute();
    return row;
  });
  return created(diskJson(disk));
}

async function remove(call: Call): Promise<Response> {
  const { id } = await diskOf(call);
  await call.services.db.transaction().execute((trx) => deleteDisk(trx, id));
  return ok();
}

export const diskRoutes: Route[] = [
  ['GET', '/disk', list],
  ['POST', '/disk', create],
  ['DELETE', '/disk/:id', remove],
];
