import { deleteScenarioSchema } from '#lib/protocol/scenario.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { deleteScenario } from '#lib/server/scenarios/save-scenario.ts';

export const POST = (request: Request, { params }: RouteContext<'/api/scenarios/[id]/delete'>) =>
  handleRoute(async () => {
    const { base } = await parseBody(request, deleteScenarioSchema);
    return deleteScenario((await params).id, base);
  });
