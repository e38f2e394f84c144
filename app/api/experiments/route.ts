import { createExperimentSchema, listExperimentsQuerySchema } from '#lib/protocol/experiment-http.ts';
import { createExperiment } from '#lib/server/experiments/create-experiment.ts';
import { listExperiments } from '#lib/server/experiments/get-experiment.ts';
import { handleRoute, parseBody, parseQuery } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request) =>
  handleRoute(async () =>
    listExperiments(parseQuery(new URL(request.url).searchParams, listExperimentsQuerySchema)),
  );

export const POST = (request: Request) =>
  handleRoute(async () => createExperiment(await parseBody(request, createExperimentSchema)), 201);
