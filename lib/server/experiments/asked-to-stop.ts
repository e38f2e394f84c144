import type { ExperimentStatus } from '#lib/protocol/experiment.ts';
import type { Lab } from '../lab/lab.ts';

/** Why the runs of an experiment came to an end. */
export type Ending = Extract<ExperimentStatus, { state: 'completed' | 'stopped' | 'cancelled' | 'paused' }>;
export type Asked = Extract<ExperimentStatus, { state: 'cancelled' | 'paused' }>;

/** What somebody asked for meanwhile, here or in another instance; null to go on. */
export async function askedToStop(lab: Lab, experimentId: string): Promise<Asked | null> {
  const state = await lab.store.experiments.state(experimentId);
  if (state === 'pausing') return { state: 'paused', says: null };
  // Removed or ended by somebody else counts as cancelled.
  return state === 'running' ? null : { state: 'cancelled' };
}
