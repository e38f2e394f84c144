import type { ToolDefinition } from '#lib/protocol/chat.ts';
import { errorMessage } from '#lib/utils/error-message.ts';
import type { JobRow, TaskRow } from '../db/tables.ts';
import { readDistillation, type Distillation } from '../prompts/distillation-text.ts';
import { DISTILLER_TOOLS } from '../prompts/distiller-tools.ts';
import {
  FAILURE_DISTILLER_PROMPT,
  renderDistillationInput,
  SUCCESS_DISTILLER_PROMPT,
} from '../prompts/distiller.ts';
import type { Services } from '../services.ts';
import { skillsOfSpace } from '../skills/skill-store.ts';
import { AgentFailure, ask, recordIteration, type Owner } from './agent-loop.ts';
import { enterWriting, moveJob } from './jobs.ts';
import { readable } from './run-batch.ts';
import { dataOf, isFinished, rendered, tasksOf } from './task-list.ts';
import { toolNamesFor } from './tool-names.ts';

const SETUP: Record<'success' | 'failed', { system: string; tools: readonly ToolDefinition[] }> = {
  success: { system: SUCCESS_DISTILLER_PROMPT, tools: DISTILLER_TOOLS.success },
  failed: { system: FAILURE_DISTILLER_PROMPT, tools: DISTILLER_TOOLS.failed },
};

async function inputFor({ db }: Services, job: JobRow, task: TaskRow, tasks: TaskRow[]): Promise<string> {
  const messages = await db
    .selectFrom('ac_messages')
    .select(['role', 'parts', 'seq'])
    .where('task_id', '=', task.id)
    .orderBy('seq')
    .execute();
  return renderDistillationInput({
    task: { ...rendered(task), progress: dataOf(task).progresses },
    tasks: tasks.map(rendered),
    messages: messages.map(readable),
    toolNames: await toolNamesFor(db, job.session_id, messages),
    skills: await skillsOfSpace(db, job.space_id),
  });
}

/** Condenses one finished task. Leaves the job done (nothing to learn), writing or queued. Throws AgentFailure. */
export async function distil(services: Services, job: JobRow): Promise<void> {
  const { db, stamp } = services;
  if (job.state === 'waiting') {
    await db
      .transaction()
      .execute((trx) => moveJob(trx, services, job, ['waiting'], { state: 'distilling' }));
  }
  const tasks = await tasksOf(db, job.session_id);
  const task = tasks.find(({ id }) => id === job.task_id);
  if (!task) throw new AgentFailure('The task does not exist any more.');
  const { status } = task;
  if (!isFinished(status)) {
    await db.transaction().execute((trx) =>
      moveJob(trx, services, job, ['distilling'], {
        state: 'done',
        distillation_kind: 'skipped',
        distillation_text: 'The task was opened again before it was distilled.',
        distilled_at: stamp(),
      }),
    );
    return;
  }
  const { system, tools } = SETUP[status];
  const owner: Owner = { id: job.id, sessionId: job.session_id, stage: 'distillation' };
  const took = await ask(services, owner, 0, {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: await inputFor(services, job, task, tasks) },
    ],
    tools: [...tools],
  });
  const { content, toolCalls } = took;
  let distillation: Distillation;
  try {
    distillation = readDistillation(
      toolCalls[0],
      tools.map(({ name }) => name),
    );
  } catch (cause) {
    const error = errorMessage(cause);
    await recordIteration(db, services, owner, { number: 0, content, calls: toolCalls, error, took });
    throw new AgentFailure(error, { cause });
  }
  await db.transaction().execute(async (trx) => {
    const at = stamp();
    const change = {
      distillation_kind: distillation.kind,
      distillation_text: distillation.text,
      distilled_at: at,
    };
    if (distillation.kind === 'skipped') {
      const reason = distillation.text;
      await moveJob(trx, services, job, ['distilling'], { ...change, state: 'done', reason });
    } else {
      await enterWriting(trx, services, { ...job, state: 'distilling' }, change);
    }
    const calls = toolCalls.slice(0, 1);
    const results = [distillation.text];
    await recordIteration(trx, services, owner, { number: 0, content, calls, results, took });
  });
}
