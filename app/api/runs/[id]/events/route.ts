import { runEventsQuerySchema } from '#lib/protocol/http.ts';
import { getRun } from '#lib/server/runs/get-run.ts';
import { getRunEvents } from '#lib/server/runs/get-run-events.ts';
import { found, handleRoute, parseQuery } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/runs/[id]/events'>) =>
  handleRoute(async () => {
    const { id } = await params;
    const { after } = parseQuery(new URL(request.url).searchParams, runEventsQuerySchema);
    found(await getRun(id), `run ${id}`);
    return { events: await getRunEvents(id, after) };
  });
