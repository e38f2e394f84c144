import { experimentRowsQuerySchema } from '#lib/protocol/experiment-http.ts';
import { handleRoute, parseQuery } from '#lib/server/http/handle-route.ts';
import { exportExperimentRows, listExperimentRows } from '#lib/server/experiments/list-experiment-rows.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/experiments/[id]/rows'>) =>
  handleRoute(async () => {
    const { id } = await params;
    const { format } = parseQuery(new URL(request.url).searchParams, experimentRowsQuerySchema);
    return format === 'csv' ? exportExperimentRows(id) : listExperimentRows(id);
  });
