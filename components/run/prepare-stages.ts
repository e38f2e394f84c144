import { formatNumber, plural } from '#components/ui/format.ts';
import type { LearningView, RunView } from '#lib/protocol/run-view.ts';

export type StageState = 'waiting' | 'active' | 'done' | 'skipped' | 'failed';
export type StageName = 'stored' | 'observed' | 'tasks' | 'distilled' | 'skills';

export interface Stage {
  name: StageName;
  title: string;
  state: StageState;
  /** What is known of it, one short sentence; empty when nothing is. */
  detail: string;
}

/** The way from messages to skill files, as far as a run's log knows it. */
export function prepareStages(view: RunView): Stage[] {
  const { learning } = view;
  const reached = stagesReached(view);
  const ended = learning.status.state !== 'running' && learning.status.state !== 'none';
  const stage = (name: StageName, title: string, detail: string, index: number): Stage => ({
    name,
    title,
    state: stateOf(index, reached, learning, ended),
    detail,
  });
  return [
    stage('stored', 'Messages stored', storedDetail(view), 0),
    stage('observed', 'Observed', observedDetail(learning), 1),
    stage('tasks', 'Tasks extracted', tasksDetail(learning), 2),
    stage('distilled', 'Distilled', distilledDetail(learning), 3),
    stage('skills', 'Skills written', skillsDetail(learning), 4),
  ];
}

/** Index of the first stage that is not complete. */
function stagesReached({ learning, status, messagesStored }: RunView): number {
  if (learning.status.state === 'completed') return 5;
  const { progress } = learning;
  if (messagesStored === 0 || status.state === 'queued' || status.state === 'running') return 0;
  if (!progress || progress.pending + progress.inProcess > 0) return 1;
  if (learning.tasks.length === 0) return 2;
  if (learning.distillations.length === 0 && learning.distillationUnavailable === null) return 3;
  return 4;
}

function stateOf(index: number, reached: number, learning: LearningView, ended: boolean): StageState {
  const { state } = learning.status;
  if (index < reached) return 'done';
  if (index > reached) return ended ? 'skipped' : 'waiting';
  if (state === 'failed') return 'failed';
  if (state === 'skipped') return 'skipped';
  // Before learning is requested the only stage that moves is storing.
  return state === 'running' || index === 0 ? 'active' : 'waiting';
}

function storedDetail({ messagesStored, storingFailed }: RunView): string {
  const stored = plural(messagesStored, 'message');
  return storingFailed ? `${stored}, then Acontext refused; learning replays the log` : stored;
}

function observedDetail({ progress }: LearningView): string {
  if (!progress) return '';
  const { observed, inProcess, pending } = progress;
  const rest = inProcess + pending;
  return rest > 0
    ? `${formatNumber(observed)} observed, ${formatNumber(rest)} to go`
    : `${formatNumber(observed)} observed`;
}

function tasksDetail({ tasks }: LearningView): string {
  if (tasks.length === 0) return '';
  const succeeded = tasks.filter(({ status }) => status === 'success').length;
  return `${plural(tasks.length, 'task')}, ${formatNumber(succeeded)} succeeded`;
}

function distilledDetail({ distillations, distillationUnavailable }: LearningView): string {
  if (distillationUnavailable !== null) return distillationUnavailable;
  return distillations.length === 0 ? '' : plural(distillations.length, 'distillation');
}

function skillsDetail({ status, skills }: LearningView): string {
  if (skills.length > 0) return `${plural(skills.length, 'skill')} changed`;
  return status.state === 'completed' ? 'no skill changed' : '';
}
