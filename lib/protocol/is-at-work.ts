import type { RunStatus } from './run-record.ts';

/** Whether a run has not ended yet. In a file of its own, so that the browser gets it without zod. */
export function isAtWork({ state }: Pick<RunStatus, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}
