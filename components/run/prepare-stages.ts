import { formatNumber, plural } from '#components/ui/format.ts';
import { isAtWork } from '#lib/protocol/is-at-work.ts';
import type { LearningStatus } from '#lib/protocol/run-record.ts';
import type { LearningView, RunView } from '#lib/protocol/run-view.ts';

export type StageState = 'waiting' | 'active' | 'done' | 'skipped' | 'failed';

export interface Stage {
  name: 'stored' | 'observed' | 'tasks' | 'distilled' | 'skills';
  title: string;
  state: StageState;
  /** What is known of it, one short sentence; empty when nothing is. */
  detail: string;
}

type Reached = Omit<Stage, 'state'> & { reached: boolean };

/** What the first stage that is not reached is doing, by how learning stands. */
const OPEN: Record<LearningStatus['state'], StageState> = {
  none: 'waiting',
  running: 'active',
  completed: 'skipped',
  skipped: 'skipped',
  failed: 'failed',
};

/** The way from messages to skill files, as far as a run's log knows it. */
export function prepareStages(view: RunView): Stage[] {
  const { learning } = view;
  const stages = [stored(view), observed(learning), tasks(learning), distilled(learning), skills(learning)];
  // A later stage that is reached speaks for the ones before it, whatever they have left to show.
  const open = stages.findLastIndex(({ reached }) => reached) + 1;
  return stages.map(({ name, title, detail }, index) => ({
    name,
    title,
    state: stateOf(index, open, view),
    detail,
  }));
}

function stateOf(index: number, open: number, view: RunView): StageState {
  const { state } = view.learning.status;
  if (index < open) return 'done';
  if (index > open) return state === 'none' || state === 'running' ? 'waiting' : 'skipped';
  return index === 0 && isStoring(view) ? 'active' : OPEN[state];
}

function isStoring({ status, storingFailed, sessionId }: RunView): boolean {
  return status.state === 'running' && sessionId !== null && storingFailed === null;
}

function stored({ status, messagesStored, storingFailed }: RunView): Reached {
  const count = plural(messagesStored, 'message');
  return {
    name: 'stored',
    title: 'Messages stored',
    reached: messagesStored > 0 && !isAtWork(status),
    detail: storingFailed ? `${count}, then Acontext refused; learning replays the log` : count,
  };
}

function observed({ status, progress }: LearningView): Reached {
  const rest = progress ? progress.inProcess + progress.pending : 0;
  const seen = progress ? `${formatNumber(progress.observed)} observed` : '';
  const over = status.state === 'completed' || status.state === 'skipped';
  return {
    name: 'observed',
    title: 'Observed',
    reached: over || (progress !== null && progress.observed > 0 && rest === 0),
    detail: rest > 0 ? `${seen}, ${formatNumber(rest)} to go` : seen,
  };
}

function tasks({ tasks: found }: LearningView): Reached {
  const settled = found.every(({ status }) => status === 'success' || status === 'failed');
  const succeeded = found.filter(({ status }) => status === 'success').length;
  return {
    name: 'tasks',
    title: 'Tasks extracted',
    reached: found.length > 0 && settled,
    detail: found.length > 0 ? `${plural(found.length, 'task')}, ${formatNumber(succeeded)} succeeded` : '',
  };
}

function distilled(learning: LearningView): Reached {
  const { distillations, distillationUnavailable: unavailable, progress } = learning;
  // Distillations reach the log when learning has ended; until then Acontext's own status tells.
  const isWriting = progress?.status === 'skill_writing' && learning.tasks.length > 0;
  const writing = learning.skills.length > 0 || isWriting;
  return {
    name: 'distilled',
    title: 'Distilled',
    reached: distillations.length > 0 || unavailable !== null || writing,
    detail:
      unavailable !== null
        ? 'not shown by this Acontext'
        : distillations.length > 0
          ? plural(distillations.length, 'distillation')
          : '',
  };
}

/** Every learning space has default skills from its birth, so that they changed does not end the wait for a skill. */
function skills({ status, skills: changed }: LearningView): Reached {
  const own = changed.some(({ isDefault }) => !isDefault);
  const over = status.state === 'completed';
  return {
    name: 'skills',
    title: 'Skills written',
    reached: own || (over && changed.length > 0),
    detail:
      changed.length > 0 ? `${plural(changed.length, 'skill')} changed` : over ? 'no skill changed' : '',
  };
}
