import { newExperimentSchema } from '#lib/protocol/experiment-http.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { previewExperiment } from '#lib/server/experiments/preview-experiment.ts';

export const POST = (request: Request) =>
  handleRoute(async () => previewExperiment(await parseBody(request, newExperimentSchema)));
