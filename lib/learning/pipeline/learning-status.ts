/** What a learning session's status is made of. */
export interface LearningFacts {
  /** States of the session's jobs. */
  jobs: string[];
  /** Statuses that messages of the session have. */
  messages: ReadonlySet<string>;
  /** Statuses of the session's tasks. */
  tasks: string[];
}

export type LearningStatus = 'pending' | 'distilling' | 'queued' | 'skill_writing' | 'completed' | 'failed';

const BUSY: [state: string, status: LearningStatus][] = [
  ['writing', 'skill_writing'],
  ['distilling', 'distilling'],
  ['queued', 'queued'],
  ['waiting', 'pending'],
];

/**
 * Read off from what is left to do, never stored, so it cannot disagree with the work. Terminal only when nothing is
 * left; a session without messages has nothing to say yet and stays `pending`.
 */
export function learningStatus({ jobs, messages, tasks }: LearningFacts): LearningStatus {
  for (const [state, status] of BUSY) if (jobs.includes(state)) return status;
  const any = (...statuses: string[]): boolean => statuses.some((status) => messages.has(status));
  if (any('pending', 'running')) return 'pending';
  if (jobs.includes('failed') || any('failed', 'limit_exceed')) return 'failed';
  if (jobs.length > 0) return 'completed';
  if (!any('success', 'disable_tracking')) return 'pending';
  return tasks.some((status) => status === 'pending' || status === 'running') ? 'pending' : 'completed';
}

/** Whether tasks that the agent left open stand in the way of a verdict. A failed task stays failed. */
export function hasOpenEnd(facts: LearningFacts): boolean {
  const settled = facts.jobs.length === 0 && learningStatus(facts) === 'pending';
  const working = facts.messages.has('pending') || facts.messages.has('running');
  return settled && !working && facts.tasks.length > 0;
}
