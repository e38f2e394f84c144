import { MAX_SCENARIO_BODY, saveScenarioSchema } from '#lib/protocol/scenario.ts';
import { getScenario } from '#lib/server/scenarios/get-scenario.ts';
import { found, handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { saveScenario } from '#lib/server/scenarios/save-scenario.ts';

type Context = RouteContext<'/api/scenarios/[id]'>;

export const GET = (_request: Request, { params }: Context) =>
  handleRoute(async () => {
    const { id } = await params;
    return found(await getScenario(id), `scenario ${id}`);
  });

export const PUT = (request: Request, { params }: Context) =>
  handleRoute(async () =>
    saveScenario((await params).id, await parseBody(request, saveScenarioSchema, MAX_SCENARIO_BODY)),
  );
