import type { TaskRow } from '../db/tables.ts';
import { ok } from '../http/envelope.ts';
import { pageQuery, readPage } from '../http/page.ts';
import type { Call, Route } from '../http/router.ts';
import { dataOf } from '../pipeline/task-list.ts';
import { sessionOf } from './find.ts';

function taskJson(row: TaskRow, learned: ReadonlySet<string | null>) {
  const { task_description, progresses, user_preferences } = dataOf(row);
  return {
    id: row.id,
    session_id: row.session_id,
    project_id: row.project_id,
    order: row.position,
    data: {
      task_description,
      ...(progresses.length > 0 && { progresses }),
      ...(user_preferences.length > 0 && { user_preferences }),
    },
    status: row.status,
    is_planning: false,
    // Gone from today's API; SDK 0.0.16 insists on it. Here: whether its learning came to an end.
    space_digested: learned.has(row.id),
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

async function list(call: Call): Promise<Response> {
  const page = pageQuery(call.query, { fallback: 20, min: 1, max: 200, badCursor: 400 });
  const { db } = call.services;
  const { id } = await sessionOf(call);
  const found = db
    .selectFrom('ac_tasks')
    .selectAll()
    .where('session_id', '=', id)
    .where('is_planning', '=', 0);
  const done = await db
    .selectFrom('ac_jobs')
    .select('task_id')
    .where('session_id', '=', id)
    .where('state', '=', 'done')
    .execute();
  const learned = new Set(done.map(({ task_id }) => task_id));
  const { rows, ...rest } = await readPage(found, page);
  return ok({ items: rows.map((row) => taskJson(row, learned)), ...rest });
}

export const taskRoutes: Route[] = [['GET', '/session/:id/task', list]];
