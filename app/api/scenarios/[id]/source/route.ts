import { scenarioVersionQuerySchema } from '#lib/protocol/scenario.ts';
import { getScenarioSource } from '#lib/server/scenarios/get-scenario-source.ts';
import { handleRoute, parseQuery } from '#lib/server/http/handle-route.ts';

export const GET = (request: Request, { params }: RouteContext<'/api/scenarios/[id]/source'>) =>
  handleRoute(async () => {
    const { version } = parseQuery(new URL(request.url).searchParams, scenarioVersionQuerySchema);
    return getScenarioSource((await params).id, version);
  });
