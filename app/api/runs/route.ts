import { listRunsQuerySchema, startRunSchema } from '#lib/protocol/http.ts';
import { handleRoute, parseBody, parseQuery } from '#lib/server/http/handle-route.ts';
import { listRuns } from '#lib/server/runs/list-runs.ts';
import { startRun } from '#lib/server/runs/start-run.ts';

export const GET = (request: Request) =>
  handleRoute(async () => listRuns(parseQuery(new URL(request.url).searchParams, listRunsQuerySchema)));

export const POST = (request: Request) =>
  handleRoute(async () => startRun(await parseBody(request, startRunSchema)), 201);
