import { z } from 'zod';
import type { ToolCallRequest } from '#lib/protocol/chat.ts';
import type { TaskRow } from '../db/tables.ts';
import type { Db, Services } from '../services.ts';
import { dataOf, ensurePlanningTask, insertTask, isFinished, tasksOf, updateTask } from './task-list.ts';
import { tool, type Tool } from './tool-arguments.ts';

/** One turn of the task agent. */
export interface TaskTurn {
  trx: Db;
  services: Services;
  projectId: string;
  sessionId: string;
  /** Ids of the batch's messages, by the numbers that the agent sees. */
  messageIds: string[];
  /** Tasks that this turn brought to an end. */
  finished: Set<string>;
  /** Preferences that this turn submitted. */
  preferences: string[];
}

const order = z.number().int();

async function taskAt(turn: TaskTurn, number: number): Promise<{ task: TaskRow } | { missing: string }> {
  const tasks = await tasksOf(turn.trx, turn.sessionId);
  const task = tasks.find(({ position }) => position === number);
  if (task) return { task };
  const known = tasks.length === 0 ? 'There are no tasks yet.' : `Tasks go from 1 to ${tasks.length}.`;
  return { missing: `There is no task ${number}. ${known}` };
}

async function link(turn: TaskTurn, taskId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return;
  await turn.trx
    .updateTable('ac_messages')
    .set({ task_id: taskId, updated_at: turn.services.stamp() })
    .where('id', 'in', [...messageIds])
    .execute();
}

const closed = (number: number, status: string): string =>
  `Task ${number} is ${status}. Set it to running before you add to it.`;

const TOOLS: Record<string, Tool<TaskTurn>> = {
  insert_task: tool(
    z.object({ after_task_order: order.min(0), task_description: z.string().trim().min(1) }),
    async (turn: TaskTurn, { after_task_order: after, task_description: description }) => {
      const { trx, services, projectId, sessionId } = turn;
      const tasks = await tasksOf(trx, sessionId);
      if (after > tasks.length) return `There are only ${tasks.length} tasks; after_task_order is too large.`;
      await trx
        .updateTable('ac_tasks')
        .set((eb) => ({ position: eb('position', '+', 1) }))
        .where('session_id', '=', sessionId)
        .where('is_planning', '=', 0)
        .where('position', '>', after)
        .execute();
      const position = after + 1;
      await insertTask(trx, services, { projectId, sessionId, position, description, isPlanning: false });
      return `Task ${position} created`;
    },
  ),
  update_task: tool(
    z.object({
      task_order: order,
      task_status: z.enum(['pending', 'running', 'success', 'failed']).optional(),
      task_description: z.string().trim().min(1).optional(),
    }),
    async (turn: TaskTurn, { task_order: number, task_status: status, task_description: description }) => {
      const found = await taskAt(turn, number);
      if ('missing' in found) return found.missing;
      const { task } = found;
      await updateTask(turn.trx, turn.services, task, {
        ...(status && { status }),
        ...(description && { data: { task_description: description } }),
      });
      if (status && isFinished(status) && status !== task.status) turn.finished.add(task.id);
      if (status && !isFinished(status)) turn.finished.delete(task.id);
      return `Task ${number} updated`;
    },
  ),
  append_messages_to_planning_section: tool(
    z.object({ message_ids: z.array(z.number().int()) }),
    async (turn: TaskTurn, { message_ids: numbers }) => {
      const ids = turn.messageIds.filter((_id, number) => numbers.includes(number));
      if (ids.length === 0) return 'None of these messages is in the current batch.';
      const planning = await ensurePlanningTask(turn.trx, turn.services, turn);
      await link(turn, planning.id, ids);
      return `${ids.length} messages linked to the planning section`;
    },
  ),
  append_messages_to_task: tool(
    z.object({ task_order: order, message_id_range: z.tuple([z.number().int(), z.number().int()]) }),
    async (turn: TaskTurn, { task_order: number, message_id_range: [from, to] }) => {
      const found = await taskAt(turn, number);
      if ('missing' in found) return found.missing;
      if (isFinished(found.task.status)) return closed(number, found.task.status);
      const ids = turn.messageIds.slice(Math.max(0, from), Math.max(0, to + 1));
      if (ids.length === 0) return 'None of these messages is in the current batch.';
      await link(turn, found.task.id, ids);
      await updateTask(turn.trx, turn.services, found.task, { status: 'running' });
      return `Messages ${Math.max(0, from)} to ${Math.max(0, from) + ids.length - 1} linked to task ${number}`;
    },
  ),
  append_task_progress: tool(
    z.object({ task_order: order, progress: z.string().trim().min(1) }),
    async (turn: TaskTurn, { task_order: number, progress }) => {
      const found = await taskAt(turn, number);
      if ('missing' in found) return found.missing;
      if (isFinished(found.task.status)) return closed(number, found.task.status);
      const progresses = [...dataOf(found.task).progresses, progress];
      await updateTask(turn.trx, turn.services, found.task, { data: { progresses } });
      return `Progress added to task ${number}`;
    },
  ),
  submit_user_preference: tool(
    z.object({ preference: z.string().trim().min(1) }),
    async (turn: TaskTurn, { preference }) => {
      const planning = await ensurePlanningTask(turn.trx, turn.services, turn);
      const known = dataOf(planning).user_preferences;
      if (known.includes(preference)) return 'This preference is already known.';
      await updateTask(turn.trx, turn.services, planning, {
        data: { user_preferences: [...known, preference] },
      });
      turn.preferences.push(preference);
      return 'Preference submitted';
    },
  ),
  finish: async () => 'Finished',
  report_thinking: async () => 'Thinking noted',
};

/** Executes the calls of one turn in order. A tool that does not exist is answered, so that the model can go on. */
export async function actOnTasks(turn: TaskTurn, calls: readonly ToolCallRequest[]): Promise<string[]> {
  const results: string[] = [];
  for (const { name, arguments: text } of calls) {
    const execute = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
    results.push(
      execute
        ? await execute(turn, text)
        : `There is no tool '${name}'. Tools: ${Object.keys(TOOLS).join(', ')}`,
    );
  }
  return results;
}
