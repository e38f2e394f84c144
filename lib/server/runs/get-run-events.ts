import 'server-only';
import type { RunEvent } from '#lib/protocol/run-event.ts';
import { getLab } from '../lab/get-lab.ts';

/** A run's log after `after` (0: all); [] for an unknown run. */
export async function getRunEvents(runId: string, after = 0): Promise<RunEvent[]> {
  const lab = await getLab();
  return lab.store.events.list(runId, after);
}
