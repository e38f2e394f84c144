import { scenarioVersionQuerySchema } from '#lib/protocol/scenario.ts';
import { exportScenario } from '#lib/server/scenarios/get-scenario-source.ts';
import { handleRoute, parseQuery } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/scenarios/[id]/export'>) =>
  handleRoute(async () => {
    const { version } = parseQuery(new URL(request.url).searchParams, scenarioVersionQuerySchema);
    return exportScenario((await params).id, version);
  });
