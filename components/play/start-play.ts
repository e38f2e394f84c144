import { API } from '#lib/client/api-paths.ts';
import { postJson } from '#lib/client/fetch-json.ts';
import type { StartRun } from '#lib/protocol/http.ts';

/** Starts a run in which a person acts, and answers with its id. The same request id starts nothing new. Throws RequestError. */
export async function startPlay(
  wanted: Pick<StartRun, 'scenarioId' | 'seed' | 'learns'>,
  requestId: string,
): Promise<string> {
  const body: StartRun = { ...wanted, agent: 'person', requestId };
  return (await postJson<{ runId: string }>(API.runs(), body)).runId;
}
