import { z } from 'zod';
import type { TaskRow } from '../db/tables.ts';
import type { RenderedTask } from '../prompts/task-agent.ts';
import type { Db, Services } from '../services.ts';

const dataSchema = z.object({
  task_description: z.string(),
  progresses: z.array(z.string()).default([]),
  user_preferences: z.array(z.string()).default([]),
});
export type TaskData = z.infer<typeof dataSchema>;

export const dataOf = (task: { data: string }): TaskData => dataSchema.parse(JSON.parse(task.data));

export const isFinished = (status: string): status is 'success' | 'failed' =>
  status === 'success' || status === 'failed';

/** The real tasks of a session by number. */
export function tasksOf(db: Db, sessionId: string): Promise<TaskRow[]> {
  return db
    .selectFrom('ac_tasks')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('is_planning', '=', 0)
    .orderBy('position')
    .execute();
}

export function planningTaskOf(db: Db, sessionId: string): Promise<TaskRow | undefined> {
  return db
    .selectFrom('ac_tasks')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('is_planning', '=', 1)
    .executeTakeFirst();
}

export const rendered = (task: TaskRow): RenderedTask => ({
  order: task.position,
  description: dataOf(task).task_description,
  status: task.status,
});

export async function insertTask(
  db: Db,
  { stamp, newId }: Pick<Services, 'stamp' | 'newId'>,
  task: { projectId: string; sessionId: string; position: number; description: string; isPlanning: boolean },
): Promise<TaskRow> {
  const at = stamp();
  const data: TaskData = { task_description: task.description, progresses: [], user_preferences: [] };
  const row: TaskRow = {
    id: newId(),
    project_id: task.projectId,
    session_id: task.sessionId,
    position: task.position,
    data: JSON.stringify(data),
    status: 'pending',
    is_planning: task.isPlanning ? 1 : 0,
    created_at: at,
    updated_at: at,
  };
  await db.insertInto('ac_tasks').values(row).execute();
  return row;
}

/** The task that planning talk and preferences hang on; made when first needed. */
export async function ensurePlanningTask(
  db: Db,
  make: Pick<Services, 'stamp' | 'newId'>,
  session: { projectId: string; sessionId: string },
): Promise<TaskRow> {
  const found = await planningTaskOf(db, session.sessionId);
  if (found) return found;
  const description = 'Planning and preferences of this session';
  return insertTask(db, make, { ...session, position: 0, description, isPlanning: true });
}

export async function updateTask(
  db: Db,
  { stamp }: Pick<Services, 'stamp'>,
  task: TaskRow,
  change: { status?: string; data?: Partial<TaskData> },
): Promise<void> {
  await db
    .updateTable('ac_tasks')
    .set({
      status: change.status ?? task.status,
      data: JSON.stringify({ ...dataOf(task), ...change.data }),
      updated_at: stamp(),
    })
    .where('id', '=', task.id)
    .execute();
}
