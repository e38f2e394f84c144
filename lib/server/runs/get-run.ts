import 'server-only';
import type { RunSummary } from '#lib/protocol/run-record.ts';
import { getLab } from '../lab/get-lab.ts';

export async function getRun(runId: string): Promise<RunSummary | null> {
  const lab = await getLab();
  return lab.store.runs.get(runId);
}
