/** What a learning session's status is made of. */
export interface LearningFacts {
  /** States of the session's jobs. */
  jobs: string[];
  /** How many messages are in which status. */
  messages: Partial<Record<string, number>>;
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
  const count = (status: string): number => messages[status] ?? 0;
  if (count('pending') + count('running') > 0) return 'pending';
  if (jobs.includes('failed') || count('failed') + count('limit_exceed') > 0) return 'failed';
  if (jobs.length > 0) return 'completed';
  if (count('success') === 0 && count('disable_tracking') === 0) return 'pending';
  return tasks.some((status) => status === 'pending' || status === 'running') ? 'pending' : 'completed';
}

/** Whether tasks that the agent left open stand in the way of a verdict. A failed task stays failed. */
export function hasOpenEnd(facts: LearningFacts): boolean {
  const settled = facts.jobs.length === 0 && learningStatus(facts) === 'pending';
  const working = (facts.messages['pending'] ?? 0) + (facts.messages['running'] ?? 0);
  return settled && working === 0 && facts.tasks.length > 0;
}
