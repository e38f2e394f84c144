import { newExperimentSchema } from '#lib/protocol/experiment-http.ts';
import { handleRoute, parseBody } from '#lib/server/handle-route.ts';
import { previewExperiment } from '#lib/server/preview-experiment.ts';

export const POST = (request: Request) =>
  handleRoute(async () => previewExperiment(await parseBody(request, newExperimentSchema)));
