import 'server-only';
import type { ListRunsQuery, RunListBody } from '#lib/protocol/http.ts';
import { getLab } from '../lab/get-lab.ts';

export async function listRuns(query: ListRunsQuery): Promise<RunListBody> {
  const lab = await getLab();
  return lab.store.runs.list(query);
}
