import { plural } from '#components/ui/format.ts';
import type { RunView } from '#lib/protocol/run-view.ts';

export type StageState = 'waiting' | 'active' | 'done' | 'failed' | 'skipped';

export interface Stage {
  id: 'messages' | 'tasks' | 'distillation' | 'skill';
  name: string;
  state: StageState;
  /** Where it stands, in numbers. */
  detail: string;
  /** 0…1 where progress can be counted, else null. */
  share: number | null;
}

type Reached = Omit<Stage, 'state'> & { reached: boolean };

/** What the first stage that is not reached yet is doing, by how learning stands. */
const OPEN: Record<RunView['learning']['status']['state'], StageState> = {
  none: 'waiting',
  running: 'active',
  completed: 'skipped',
  skipped: 'skipped',
  failed: 'failed',
};

/** From what a run stored to what it taught: each stage's state, read off the run's own facts. */
export function preparePipeline(view: RunView): Stage[] {
  const stages = [messages(view), tasks(view), distillation(view), skill(view)];
  // A later stage that is reached speaks for the ones before it, whatever they have left to show.
  const open = stages.findLastIndex(({ reached }) => reached) + 1;
  return stages.map(({ id, name, detail, share }, index) => ({
    id,
    name,
    detail,
    share,
    state: stateOf(index, open, view),
  }));
}

function stateOf(index: number, open: number, view: RunView): StageState {
  if (index < open) return 'done';
  if (index > open) return 'waiting';
  return index === 0 && isStoring(view) ? 'active' : OPEN[view.learning.status.state];
}

function isStoring({ status, storingFailed, sessionId }: RunView): boolean {
  return status.state === 'running' && sessionId !== null && storingFailed === null;
}

function messages({ messagesStored, learning }: RunView): Reached {
  const { progress } = learning;
  const total = progress ? progress.observed + progress.inProcess + progress.pending : messagesStored;
  const over = learning.status.state === 'completed' || learning.status.state === 'skipped';
  return {
    id: 'messages',
    name: 'Messages observed',
    reached: over || (progress !== null && progress.observed > 0 && progress.observed === total),
    detail: progress
      ? `${progress.observed} of ${total}`
      : messagesStored > 0
        ? `${plural(messagesStored, 'message')} stored`
        : 'none yet',
    share: progress && total > 0 ? progress.observed / total : null,
  };
}

function tasks({ learning }: RunView): Reached {
  const found = learning.tasks;
  const settled = found.every(({ status }) => status === 'success' || status === 'failed');
  return {
    id: 'tasks',
    name: 'Tasks extracted',
    reached: found.length > 0 && settled,
    detail: found.length > 0 ? plural(found.length, 'task') : 'none yet',
    share: null,
  };
}

function distillation({ learning }: RunView): Reached {
  const { distillations, distillationUnavailable } = learning;
  const written = learning.skills.length > 0 || learning.progress?.status === 'skill_writing';
  const kinds = [...new Set(distillations.map(({ kind }) => kind))].join(', ');
  return {
    id: 'distillation',
    name: 'Distilled',
    reached: distillations.length > 0 || distillationUnavailable !== null || written,
    detail: kinds || (distillationUnavailable ? 'not shown by this Acontext' : 'not yet'),
    share: null,
  };
}

function skill({ learning }: RunView): Reached {
  const changed = learning.skills.filter(({ isDefault }) => !isDefault);
  return {
    id: 'skill',
    name: 'Skill written',
    reached: changed.length > 0,
    detail: changed.length > 0 ? plural(changed.length, 'skill') : 'not yet',
    share: null,
  };
}
