import { createSessionRecorder, type WaitOptions } from '#lib/acontext/index.ts';
import { foldRunEvents } from '#lib/protocol/fold-run.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { AppendEvent, LearningProgress, WorkflowContext } from '#lib/protocol/ports.ts';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { uuidFrom } from '#lib/utils/uuid-from.ts';
import { askPatiently } from './ask-patiently.ts';
import { conversationOf } from '#lib/protocol/conversation-of.ts';
import { createAppend } from '../lab/create-append.ts';
import type { Lab } from '../lab/lab.ts';
import { reportDistillations, whyNothingChanged } from './report-distillations.ts';
import { snapshotSkills } from './snapshot-skills.ts';
import { toErrorInfo } from '../http/to-error-info.ts';

export const LEARNING_WORKFLOW = 'learning';

export interface LearningInput {
  runId: string;
  /** 1 for the learning that follows a run by itself; each retry counts up. */
  attempt: number;
  /** null: read the tasks of the session, teach nothing. */
  spaceId: string | null;
}

/** Safe to repeat: one workflow per run and attempt. */
export async function startLearning(lab: Lab, input: LearningInput): Promise<void> {
  await lab.engine.start(LEARNING_WORKFLOW, input, { key: `learning:${input.runId}:${input.attempt}` });
}

/** The workflow `learning`: from a stored session to tasks, distillation and skill versions, each noted in the run's log. */
export async function executeLearning(
  lab: Lab,
  input: LearningInput,
  context: WorkflowContext,
): Promise<void> {
  const { runId, attempt, spaceId } = input;
  const appendToRun = createAppend(lab, runId);
  const append: AppendEvent = (key, body) => appendToRun(`learning/${attempt}/${key}`, body);
  const log = await lab.store.events.list(runId, 0);
  const sessionId = ownSession(log, input) ?? uuidFrom(`session of ${runId}, learning attempt ${attempt}`);
  await append('requested', { type: 'learning.requested', data: { attempt, sessionId, spaceId } });
  const reports = reportsTo(append, attempt, log);
  const signal = lab.cancellations.signalFor(runId);
  const timeoutMs = lab.config.learningTimeoutMs;
  const patiently = <T>(ask: () => Promise<T>): Promise<T> =>
    askPatiently(ask, { timeoutMs, signal, onTrouble: reports.onTrouble, now: () => lab.clock.now() });
  try {
    if (ownSession(log, input) === null) await replaySession(lab, input, { log, sessionId, context });
    const last = await lab.acontext.learningSpaces.waitForLearning(spaceId, sessionId, {
      ...reports,
      signal,
      timeoutMs,
      // The embedded server ends only when no job is left; a real one can go back from completed to writing.
      ...(lab.acontextInfo.kind === 'embedded' ? { settleMs: 0 } : {}),
    });
    if (spaceId === null) {
      await measure(lab, { append, attempt, sessionId });
      const reason = 'This run does not teach: its session is not attached to a learning space.';
      await append('ended', { type: 'learning.skipped', data: { attempt, reason } });
      return;
    }
    const distillations = await patiently(() => lab.acontext.listDistillations(sessionId));
    await reportDistillations(append, attempt, distillations);
    const distillation = distillations?.map(({ text }) => text).join('\n\n') || null;
    const taskIds = last.tasks
      .filter(({ status }) => status === 'success' || status === 'failed')
      .map(({ taskId }) => taskId);
    const changes = await context.step('snapshot', () =>
      patiently(() => snapshotSkills(lab, spaceId, { runId, sessionId, taskIds, distillation })),
    );
    for (const change of changes) {
      await append(`skill/${change.skillId}`, { type: 'skill.updated', data: { attempt, ...change } });
    }
    await measure(lab, { append, attempt, sessionId });
    if (last.status === 'failed') {
      const { learningSpaces } = lab.acontext;
      const { reason } = await patiently(() => learningSpaces.getSession(spaceId, sessionId));
      throw learningFailed(reason);
    }
    if (changes.length > 0) {
      await append('ended', { type: 'learning.completed', data: { attempt, skillsChanged: changes.length } });
    } else {
      await append('ended', {
        type: 'learning.skipped',
        data: { attempt, reason: whyNothingChanged(distillations) },
      });
    }
  } catch (error) {
    // What failed was paid for, too; what was measured above stays as it is.
    const answers = !(error instanceof LabError && error.code.startsWith('acontext_'));
    if (answers) await measure(lab, { append, attempt, sessionId, isPartial: true });
    await append('ended', { type: 'learning.failed', data: { attempt, error: toErrorInfo(error) } });
  } finally {
    lab.cancellations.forget(runId);
  }
}

/** Notes what the service's own agents took. Nobody but the embedded server tells, and no learning fails for want of it. */
async function measure(
  lab: Lab,
  {
    append,
    attempt,
    sessionId,
    ...rest
  }: { append: AppendEvent; attempt: number; sessionId: string; isPartial?: true },
): Promise<void> {
  const usage = await lab.acontext.readUsage(sessionId).catch((error: unknown) => {
    lab.onError(error);
    return null;
  });
  if (usage) await append('measured', { type: 'learning.measured', data: { attempt, usage, ...rest } });
}

/** The run's own session, when it holds the whole conversation and teaches the right space; else null. */
function ownSession(log: readonly RunEvent[], { runId, attempt, spaceId }: LearningInput): string | null {
  const view = foldRunEvents(runId, log);
  const whole = view.storingFailed === null && view.messagesStored > 0;
  return attempt === 1 && whole && view.plan?.learnsInto === spaceId ? view.sessionId : null;
}

/** Stores the conversation of the log in a fresh session: Acontext can neither re-learn a session nor move it to another space. */
async function replaySession(
  lab: Lab,
  { runId, attempt, spaceId }: LearningInput,
  { log, sessionId, context }: { log: readonly RunEvent[]; sessionId: string; context: WorkflowContext },
): Promise<void> {
  await context.step('session', async () => {
    await lab.store.remotes.track({ place: lab.place, kind: 'session', id: sessionId, spaceId, runId });
    await lab.acontext.sessions.create({ sessionId });
    if (spaceId !== null) await lab.acontext.learningSpaces.learn(spaceId, sessionId);
    return null;
  });
  const recorder = createSessionRecorder(lab.acontext, sessionId);
  for (const [index, message] of conversationOf(log).entries()) {
    const key = `${runId}:${attempt}:${index}`;
    await context.step(`store-${index}`, () => recorder.store(message, { key, checkFirst: index > 0 }));
  }
}

/**
 * Notes every change while learning is waited for, each once; after trouble the same reading is news again. A restart goes on counting
 * where the log ends: trouble that it meets has to be told, too.
 */
function reportsTo(
  append: AppendEvent,
  attempt: number,
  log: readonly RunEvent[],
): { onProgress: NonNullable<WaitOptions['onProgress']>; onTrouble: NonNullable<WaitOptions['onTrouble']> } {
  const told = log.filter((event) => event.type === 'learning.delayed' && event.data.attempt === attempt);
  let troubles = told.length;
  const last = log.findLast(({ type }) => type === 'learning.delayed' || type === 'learning.progressed');
  let isAway = troubles > 0 && last?.type === 'learning.delayed';
  return {
    async onProgress(progress) {
      await reportProgress(append, attempt, progress, isAway ? `after-trouble-${troubles}/` : '');
      isAway = false;
    },
    async onTrouble({ info }, waitMs) {
      isAway = true;
      troubles += 1;
      await append(`trouble/${troubles}`, {
        type: 'learning.delayed',
        data: { attempt, error: info, waitMs },
      });
    },
  };
}

async function reportProgress(
  append: AppendEvent,
  attempt: number,
  progress: LearningProgress,
  since: string,
): Promise<void> {
  const { observed, inProcess, pending, status, tasks } = progress;
  for (const task of tasks) {
    const state = `${task.taskId}/${task.status}/${task.progress.length}/${task.preferences.length}`;
    await append(`task/${state}`, { type: 'task.extracted', data: { attempt, task } });
  }
  await append(`progress/${since}${observed}-${inProcess}-${pending}-${status ?? 'none'}`, {
    type: 'learning.progressed',
    data: { attempt, observed, inProcess, pending, status },
  });
}

function learningFailed(reason: string | null): LabError {
  return new LabError({
    code: 'learning_failed',
    message: reason
      ? `Acontext could not learn from this session: ${reason}`
      : 'Acontext reports that learning from this session failed.',
    hint: 'The run and its messages are kept. Retry stores them in a new session and learns from that.',
  });
}
