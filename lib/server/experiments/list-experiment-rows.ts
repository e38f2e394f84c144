import 'server-only';
import { orderRows } from '#lib/experiments/order-rows.ts';
import { rowsCsv } from '#lib/experiments/rows-csv.ts';
import type { ExperimentRowsBody } from '#lib/protocol/experiment-http.ts';
import { noteOf } from './get-experiment.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';

/** One row per run, in the order of their places; failed attempts included and marked. */
export async function listExperimentRows(experimentId: string): Promise<ExperimentRowsBody> {
  const lab = await getLab();
  const experiment = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
  const rows = await lab.store.experiments.rows(experimentId);
  return { experimentId, note: noteOf(experiment), rows: orderRows(rows) };
}

/** The same as a file. */
export async function exportExperimentRows(experimentId: string): Promise<Response> {
  const { rows, note } = await listExperimentRows(experimentId);
  return new Response(rowsCsv(rows, note), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${experimentId}-rows.csv"`,
    },
  });
}
