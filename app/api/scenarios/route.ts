import { MAX_SCENARIO_BODY, saveScenarioSchema } from '#lib/protocol/scenario.ts';
import { handleRoute, parseBody } from '#lib/server/http/handle-route.ts';
import { listScenarios } from '#lib/server/scenarios/list-scenarios.ts';
import { saveScenario } from '#lib/server/scenarios/save-scenario.ts';

export const GET = () => handleRoute(listScenarios);

export const POST = (request: Request) =>
  handleRoute(async () =>
    saveScenario(null, await parseBody(request, saveScenarioSchema, MAX_SCENARIO_BODY)),
  );
