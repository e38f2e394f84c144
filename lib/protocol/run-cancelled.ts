import { LabError } from './lab-error.ts';

/** What a run's work throws once somebody asked to cancel it. */
export function runCancelled(): LabError {
  return new LabError({ code: 'cancelled', message: 'The run was cancelled.' });
}
