import { z } from 'zod';
import { partsOf } from '../formats/message-json.ts';
import type { BatchRow, MessageRow, SessionRow } from '../db/tables.ts';
import type { ReadableMessage } from '../prompts/render-message.ts';
import { renderTaskAgentInput, TASK_AGENT_PROMPT } from '../prompts/task-agent.ts';
import { TASK_AGENT_TOOLS } from '../prompts/task-agent-tools.ts';
import type { Services } from '../services.ts';
import { AgentFailure, Gone, runAgent } from './agent-loop.ts';
import { endBatch } from './batches.ts';
import { addPreferencesJob, addTaskJobs, attachmentOf } from './jobs.ts';
import { projectConfigs, settingsOf, settingsWith } from './project-configs.ts';
import { dataOf, planningTaskOf, rendered, tasksOf } from './task-list.ts';
import { actOnTasks, type TaskTurn } from './task-tools.ts';
import { toolNamesFor } from './tool-names.ts';

export const readable = (message: Pick<MessageRow, 'role' | 'parts'>): ReadableMessage => ({
  role: message.role === 'assistant' ? 'assistant' : 'user',
  parts: partsOf(message),
});

async function render(services: Services, session: SessionRow, messages: MessageRow[]): Promise<string> {
  const { db, settings } = services;
  const tasks = await tasksOf(db, session.id);
  const planning = await planningTaskOf(db, session.id);
  const configs = await projectConfigs(db, session.project_id);
  const { previousProgress } = settingsWith(settings, configs);
  const progress = tasks.flatMap((task) =>
    dataOf(task).progresses.map((text) => ({ order: task.position, text })),
  );
  const criterion = z.string().optional().catch(undefined);
  return renderTaskAgentInput({
    tasks: tasks.map(rendered),
    progress: progress.slice(-previousProgress),
    preferences: planning ? dataOf(planning).user_preferences : [],
    criteria: {
      success: criterion.parse(configs['task_success_criteria']),
      failure: criterion.parse(configs['task_failure_criteria']),
    },
    messages: messages.map(readable),
    toolNames: await toolNamesFor(db, session.id, messages),
  });
}

async function openingOf(
  services: Services,
  batch: BatchRow,
  session: SessionRow,
  messages: MessageRow[],
): Promise<string> {
  if (batch.opening !== null) return batch.opening;
  const opening = await render(services, session, messages);
  await services.db.updateTable('ac_batches').set({ opening }).where('id', '=', batch.id).execute();
  return opening;
}

/** Lets the task agent read one batch. `startJob` hears of what there is to learn, after it is in the database. */
export async function runBatch(
  services: Services,
  batchId: string,
  startJob: (jobId: string) => Promise<unknown>,
): Promise<void> {
  const { db, stamp } = services;
  const batch = await db.selectFrom('ac_batches').selectAll().where('id', '=', batchId).executeTakeFirst();
  if (batch?.state !== 'running') return;
  const session = await db
    .selectFrom('ac_sessions')
    .selectAll()
    .where('id', '=', batch.session_id)
    .executeTakeFirst();
  if (!session) return;
  const messages = await db
    .selectFrom('ac_messages')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('seq')
    .execute();
  const scope = { projectId: session.project_id, sessionId: session.id };
  let newJobs: string[] = [];
  try {
    await runAgent(services, {
      owner: { id: batchId, sessionId: session.id, stage: 'task_agent' },
      system: TASK_AGENT_PROMPT,
      opening: await openingOf(services, batch, session, messages),
      tools: TASK_AGENT_TOOLS,
      maxIterations: (await settingsOf(services, db, session.id)).taskAgentMaxIterations,
      extraIterations: 0,
      hold: async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('ac_batches')
          .set({ updated_at: stamp() })
          .where('id', '=', batchId)
          .where('state', '=', 'running')
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Gone();
      },
      act: async (trx, calls) => {
        const turn: TaskTurn = {
          ...scope,
          trx,
          services,
          messageIds: messages.map(({ id }) => id),
          finished: new Set(),
          preferences: [],
        };
        const results = await actOnTasks(turn, calls);
        const attachment = await attachmentOf(trx, session.id);
        newJobs = attachment
          ? [
              ...(await addTaskJobs(trx, services, attachment, turn.finished)),
              ...(await addPreferencesJob(trx, services, attachment, turn.preferences)),
            ]
          : [];
        return results;
      },
      committed: async () => {
        for (const job of newJobs.splice(0)) await startJob(job);
      },
    });
    await endBatch(services, { id: batchId, sessionId: session.id }, { state: 'done' });
  } catch (error) {
    if (error instanceof Gone) return;
    if (!(error instanceof AgentFailure)) throw error;
    await endBatch(
      services,
      { id: batchId, sessionId: session.id },
      { state: 'failed', error: error.message },
    );
  }
}
