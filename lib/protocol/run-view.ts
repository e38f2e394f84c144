import type { Evaluation } from './evaluation.ts';
import type { Task } from './event-learning.ts';
import type { LearningStatus, RunStatus } from './run-record.ts';
import type { BodyOf, RunEvent } from './run-event.ts';
import type { RunPlan } from './run-plan.ts';
import type { WorldFigures } from './world-figures.ts';
import type { WorldSnapshot } from './world-snapshot.ts';

type At<T extends RunEvent['type']> = BodyOf<T>['data'] & { seq: number; at: string };

export interface TurnView {
  turn: number;
  inference: At<'inference.completed'>;
  calls: CallView[];
}
export type CallView = At<'tool_call.completed'>;

/** What the run is doing right now; null when nothing is going on. */
export type Waiting = 'start' | 'model' | 'person' | 'tools' | 'evaluation' | 'learning' | null;

export interface LearningView {
  status: LearningStatus;
  /** Number of the newest attempt; a retry opens another. */
  attempt: number;
  /** Attempts that were made: one that somebody asks for later is the second, also where there was no first. */
  attempts: number;
  sessionId: string | null;
  spaceId: string | null;
  /** When the attempt began. */
  requestedAt: string | null;
  /** The newest reading; its `at` is since when it has been so. */
  progress: At<'learning.progressed'> | null;
  /** What keeps Acontext from answering; null while it answers. */
  delay: At<'learning.delayed'> | null;
  tasks: Task[];
  distillations: At<'distillation.completed'>[];
  /** Why distillations cannot be shown; null when they can. */
  distillationUnavailable: string | null;
  skills: At<'skill.updated'>[];
  /** What the service's own agents took, attempt by attempt; an attempt of which that is unknown is absent. */
  usage: BodyOf<'learning.measured'>['data'][];
}

/** Everything that a page shows of a run: a pure fold over its events (fold-run.ts). */
export interface RunView {
  runId: string;
  lastSeq: number;
  plan: RunPlan | null;
  status: RunStatus;
  cancelRequested: boolean;
  waiting: Waiting;
  createdAt: string | null;
  endedAt: string | null;
  /** When it was last taken up again after the lab was killed or stopped. */
  resumedAt: string | null;
  /** How long nobody worked on it between its start and that; ms. */
  downMs: number;
  started: At<'run.started'> | null;
  sessionId: string | null;
  messagesStored: number;
  storingFailed: At<'session.storing_failed'> | null;
  turns: TurnView[];
  /** All calls in order; the same objects as in `turns`. */
  calls: CallView[];
  stopped: At<'agent.stopped'> | null;
  evaluation: Evaluation | null;
  /** What the world did after the agent stopped; null before the verdict and in older logs. */
  aftermath: WorldFigures | null;
  learning: LearningView;
}

/** The world before the first call (index 0) and after each call that can touch it. */
export interface WorldMoment {
  /** 0 before the first call, else the call's number. */
  call: number;
  world: WorldSnapshot;
}
