import 'server-only';
import { SIMULATED_NOTE } from '#lib/protocol/model-info.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';

/** A run as one JSON document: its summary and all of its events. */
export async function exportRun(runId: string): Promise<Response> {
  const lab = await getLab();
  const summary = found(await lab.store.runs.get(runId), `run ${runId}`);
  const events = await lab.store.events.list(runId);
  const note = summary.plan.model.simulated ? SIMULATED_NOTE : null;
  return new Response(JSON.stringify({ format: 'auto-learn-lab/run@1', note, summary, events }, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${runId}.json"`,
    },
  });
}
