import 'server-only';
import { orderRows } from '#lib/experiments/order-rows.ts';
import type { ReportInput } from '#lib/experiments/report/report-input.ts';
import { renderReport } from '#lib/experiments/report/render-report.ts';
import { LabError } from '#lib/protocol/lab-error.ts';
import type { StoredExperiment } from '#lib/store/index.ts';
import { getExperimentAnalysis } from './get-experiment-analysis.ts';
import { getExperiment } from './get-experiment.ts';
import { getLab } from '../lab/get-lab.ts';
import { found } from '../http/handle-route.ts';
import type { Lab } from '../lab/lab.ts';

/** An experiment as one HTML file to read, print and pass on. */
export async function exportReport(experimentId: string): Promise<Response> {
  const lab = await getLab();
  await restingExperiment(lab, experimentId);
  return new Response(renderReport(await reportInputOf(lab, experimentId)), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${experimentId}-report.html"`,
      'x-content-type-options': 'nosniff',
    },
  });
}

/** An experiment of which no run is at work; 409 for another. */
export async function restingExperiment(lab: Lab, experimentId: string): Promise<StoredExperiment> {
  const experiment = found(await lab.store.experiments.get(experimentId), `experiment ${experimentId}`);
  if (['running', 'pausing', 'cancelling'].includes(experiment.status.state)) {
    throw new LabError({
      code: 'conflict',
      message: 'This experiment is running; its evidence is complete when it has ended.',
    });
  }
  return experiment;
}

export async function reportInputOf(lab: Lab, experimentId: string): Promise<ReportInput> {
  const view = found(await getExperiment(experimentId), `experiment ${experimentId}`);
  const analysis = found(await getExperimentAnalysis(experimentId), `run of experiment ${experimentId} yet`);
  const rows = orderRows(await lab.store.experiments.rows(experimentId));
  return { view, analysis, rows };
}
