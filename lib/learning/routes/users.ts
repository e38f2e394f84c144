import type { UserRow } from '../db/tables.ts';
import { ok, storageError } from '../http/envelope.ts';
import { pageQuery, readPage } from '../http/page.ts';
import type { Call, Route } from '../http/router.ts';
import { deleteUser } from '../pipeline/delete-owned.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { findUser } from './find.ts';

const userJson = (row: UserRow) => ({
  id: row.id,
  project_id: row.project_id,
  identifier: row.identifier,
  created_at: row.created_at,
  updated_at: row.updated_at,
});

async function list({ services: { db }, projectId, query }: Call): Promise<Response> {
  const page = pageQuery(query, { fallback: 0, min: 0, max: 200, badCursor: 500 });
  const found = db.selectFrom('ac_users').selectAll().where('project_id', '=', projectId);
  const { rows, ...rest } = await readPage(found, page);
  return ok({ items: rows.map(userJson), ...rest });
}

async function resources(call: Call): Promise<Response> {
  const { db } = call.services;
  const user = await findUser(db, { identifier: call.param('identifier'), projectId: call.projectId });
  if (!user) throw storageError(404, 'record not found');
  const count = async (table: 'ac_sessions' | 'ac_disks' | 'ac_skills'): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number | string>().as('count'))
      .where('user_id', '=', user.id)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  };
  return ok({
    counts: {
      sessions_count: await count('ac_sessions'),
      disks_count: await count('ac_disks'),
      skills_count: await count('ac_skills'),
    },
  });
}

/** Everything that the user owns goes along; a user that is not there is as good as deleted. */
async function remove(call: Call, pipeline: Pipeline): Promise<Response> {
  const { services, projectId } = call;
  const started = await services.db.transaction().execute(async (trx) => {
    const user = await findUser(trx, { identifier: call.param('identifier'), projectId });
    return user ? deleteUser(trx, services, user.id) : [];
  });
  await pipeline.startJobs(started);
  return ok();
}

export const userRoutes = (pipeline: Pipeline): Route[] => [
  ['GET', '/user/ls', list],
  ['GET', '/user/:identifier/resources', resources],
  ['DELETE', '/user/:identifier', (call) => remove(call, pipeline)],
];
