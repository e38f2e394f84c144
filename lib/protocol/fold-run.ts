import { isPlayed } from './played-run.ts';
import type { RunEvent } from './run-event.ts';
import type { LearningView, RunView, Waiting } from './run-view.ts';

const NO_LEARNING: LearningView = {
  status: { state: 'none' },
  attempt: 0,
  attempts: 0,
  sessionId: null,
  spaceId: null,
  requestedAt: null,
  progress: null,
  delay: null,
  tasks: [],
  distillations: [],
  distillationUnavailable: null,
  skills: [],
  usage: [],
};

/** The view of a run of which no event is known yet. */
export function emptyRun(runId: string): RunView {
  return {
    runId,
    lastSeq: 0,
    plan: null,
    status: { state: 'queued' },
    cancelRequested: false,
    waiting: 'start',
    createdAt: null,
    endedAt: null,
    resumedAt: null,
    downMs: 0,
    started: null,
    sessionId: null,
    messagesStored: 0,
    storingFailed: null,
    turns: [],
    calls: [],
    stopped: null,
    evaluation: null,
    aftermath: null,
    learning: NO_LEARNING,
  };
}

/**
 * Adds one event to the view. Pure; an event that the view already holds (`seq` ≤ lastSeq) changes nothing, so a
 * replayed stream is harmless. An unknown type, written by a newer lab, only moves `lastSeq`.
 */
export function foldRun(view: RunView, event: RunEvent): RunView {
  if (event.seq <= view.lastSeq) return view;
  const next = { ...view, ...change(view, event), lastSeq: event.seq };
  return { ...next, waiting: waitingFor(next) };
}

/** The view after a whole log. */
export function foldRunEvents(runId: string, events: readonly RunEvent[]): RunView {
  return events.reduce(foldRun, emptyRun(runId));
}

function change(view: RunView, event: RunEvent): Partial<RunView> {
  const place = { seq: event.seq, at: event.at };
  const learning = view.learning;
  switch (event.type) {
    case 'run.queued':
      return { plan: event.data.plan, createdAt: event.at };
    case 'run.started':
      return { started: { ...event.data, ...place }, status: { state: 'running' } };
    case 'run.resumed':
      return {
        resumedAt: event.at,
        downMs: view.downMs + Math.max(0, Date.parse(event.at) - Date.parse(event.data.since)),
      };
    case 'session.created':
      return { sessionId: event.data.sessionId };
    case 'session.message_stored':
      return { messagesStored: view.messagesStored + 1 };
    case 'session.storing_failed':
      return { storingFailed: { ...event.data, ...place } };
    case 'inference.completed':
      return {
        turns: [...view.turns, { turn: event.data.turn, inference: { ...event.data, ...place }, calls: [] }],
      };
    case 'tool_call.completed': {
      const call = { ...event.data, ...place };
      return {
        calls: [...view.calls, call],
        turns: view.turns.map((turn) =>
          turn.turn === call.turn ? { ...turn, calls: [...turn.calls, call] } : turn,
        ),
      };
    }
    case 'run.cancel_requested':
      return { cancelRequested: true };
    case 'agent.stopped':
      return { stopped: { ...event.data, ...place } };
    case 'evaluation.completed':
      return { evaluation: event.data.evaluation, aftermath: event.data.aftermath ?? null };
    case 'run.completed':
      return { status: { state: 'completed', outcome: event.data.outcome }, endedAt: event.at };
    case 'run.failed':
      return { status: { state: 'failed', error: event.data.error }, endedAt: event.at };
    case 'run.cancelled':
      return { status: { state: 'cancelled' }, endedAt: event.at };
    case 'learning.requested':
      return {
        learning: {
          ...NO_LEARNING,
          ...event.data,
          attempts: learning.attempts + 1,
          requestedAt: event.at,
          status: { state: 'running' },
          // An attempt that failed was paid for, too.
          usage: learning.usage,
        },
      };
    case 'learning.progressed':
      return { learning: { ...learning, progress: { ...event.data, ...place }, delay: null } };
    case 'learning.delayed':
      return { learning: { ...learning, delay: { ...event.data, ...place } } };
    case 'task.extracted': {
      const { task } = event.data;
      const others = learning.tasks.filter(({ taskId }) => taskId !== task.taskId);
      return { learning: { ...learning, tasks: [...others, task].toSorted((a, b) => a.order - b.order) } };
    }
    case 'distillation.completed':
      return {
        learning: { ...learning, distillations: [...learning.distillations, { ...event.data, ...place }] },
      };
    case 'distillation.unavailable':
      return { learning: { ...learning, distillationUnavailable: event.data.reason } };
    case 'skill.updated':
      return { learning: { ...learning, skills: [...learning.skills, { ...event.data, ...place }] } };
    case 'learning.measured':
      return { learning: { ...learning, usage: [...learning.usage, event.data] } };
    case 'learning.completed':
      return {
        learning: { ...learning, status: { state: 'completed', skillsChanged: event.data.skillsChanged } },
      };
    case 'learning.skipped':
      return { learning: { ...learning, status: { state: 'skipped', reason: event.data.reason } } };
    case 'learning.failed':
      return { learning: { ...learning, status: { state: 'failed', error: event.data.error } } };
    default:
      return {};
  }
}

/** Derived from what the log already says: the next fact that is due names what is being waited for. */
function waitingFor(view: RunView): Waiting {
  if (view.status.state === 'queued') return 'start';
  if (view.status.state !== 'running') return view.learning.status.state === 'running' ? 'learning' : null;
  if (view.stopped) return 'evaluation';
  const turn = view.turns.at(-1);
  if (turn && turn.calls.length < turn.inference.toolCalls.length) return 'tools';
  return isPlayed(view.plan) ? 'person' : 'model';
}
