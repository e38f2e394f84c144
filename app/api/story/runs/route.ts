import { startStoryRunSchema } from '#lib/protocol/http.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { startStoryRun } from '#lib/server/story/start-story-run.ts';

export const POST = (request: Request) =>
  handleRoute(async () => startStoryRun(await parseBody(request, startStoryRunSchema)), 201);
